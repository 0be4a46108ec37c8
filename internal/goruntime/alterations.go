package goruntime

// What is known of a runtime, for one change.
type verdict int

const (
	unknown  verdict = iota
	applies          // it was read, and the change fits
	needless         // it was read, and has the like
)

// An alteration is one change.
type alteration struct {
	what  string
	reads []reading
	known map[string]verdict // by sum
	edits []edit
	adds  map[string]string // files, by name
}

// alterations are made in every build.
var alterations = []alteration{initFlag, stopAgain, preemptSeen}

// initFlag: a call from a C thread asks a flag whether the packages are initialised, instead
// of receiving from a closed channel, which takes the channel's lock: 19 ns of a call on Go
// 1.26. Go 1.27 does the same.
var initFlag = alteration{
	what: "calls from C ask a flag whether init is over, not a channel",
	reads: []reading{
		{"cgocall.go", []string{"cgocallbackg1"}},
		{"proc.go", []string{"main"}},
	},
	known: map[string]verdict{
		"31839a7033964868": applies,  // 1.25.5
		"8c77e529c903e7c5": applies,  // 1.26.0, 1.26.6, 1.26.8
		"008a950550b02955": needless, // 1.27.0, 1.27.3
	},
	edits: []edit{
		{
			file: "cgocall.go",
			old:  "\t\t<-main_init_done\n",
			new:  "\t\tif raceenabled || !initIsDone.Load() {\n\t\t\t<-main_init_done\n\t\t}\n",
		},
		{
			file: "proc.go",
			old:  "\tclose(main_init_done)\n",
			new:  "\tinitIsDone.Store(true)\n\tclose(main_init_done)\n",
			add:  "\n// initIsDone is set before main_init_done is closed.\nvar initIsDone atomic.Bool\n",
		},
	},
}

// stopAgain: who stops the world, or waits for all processors to run a function, looks for
// those in C code again and again, as it does for running ones. Go 1.26 and 1.27 look once. A
// thread that is about to leave for C then, past the test of gcwaiting and not yet in
// _Gsyscall, is missed. Only sysmon would find it later, and sysmon goes to sleep while
// gcwaiting is set. So the world stood for up to two minutes, or until that thread's next
// call. In Go 1.25 a thread tests gcwaiting after it has left.
var stopAgain = alteration{
	what: "a stop of the world looks again for threads that have left for C",
	reads: []reading{
		{"proc.go", []string{
			"stopTheWorldWithSema", "forEachPInternal", "setBlockOnExitSyscall", "gcstopP", "takeP", "releaseP", "resume",
			"reentersyscall", "entersyscallHandleGCWait", "handoffp",
		}},
	},
	known: map[string]verdict{
		"326562b89a86d4a2": needless, // 1.25.5
		"c0d0a058118dc596": applies,  // 1.26.0, 1.26.6, 1.26.8
		"bf16865f94a7ba63": applies,  // 1.27.0, 1.27.3
	},
	edits: []edit{
		{
			file: "proc.go",
			old: `			if notetsleep(&sched.stopnote, 100*1000) {
				noteclear(&sched.stopnote)
				break
			}
			preemptall()
`,
			new: `			if notetsleep(&sched.stopnote, 100*1000) {
				noteclear(&sched.stopnote)
				break
			}
			lock(&sched.lock)
			for _, pp := range allp {
				if thread, ok := setBlockOnExitSyscall(pp); ok {
					thread.gcstopP()
					thread.resume()
				}
			}
			// Who has stopped the last one meanwhile has woken the note, with the lock held.
			stopped := sched.stopwait == 0
			unlock(&sched.lock)
			if stopped {
				noteclear(&sched.stopnote)
				break
			}
			preemptall()
`,
		},
		{
			file: "proc.go",
			old: `			if notetsleep(&sched.safePointNote, 100*1000) {
				noteclear(&sched.safePointNote)
				break
			}
			preemptall()
`,
			new: `			if notetsleep(&sched.safePointNote, 100*1000) {
				noteclear(&sched.safePointNote)
				break
			}
			for _, p2 := range allp {
				if atomic.Load(&p2.runSafePointFn) != 1 {
					continue
				}
				if thread, ok := setBlockOnExitSyscall(p2); ok {
					thread.takeP()
					thread.resume()
					handoffp(p2) // runs the function, and wakes the note if it was the last
				}
			}
			preemptall()
`,
		},
	},
}

// preemptSeen: a thread gets no second preemption signal before the first is acknowledged, and
// one that arrives when the thread is back in C code is ignored without that. So after some
// collections beside small calls, a thread was not preempted any more: a loop without calls
// kept the world from stopping until its end, seconds later. The same for a signal that a
// thread didn't get since it had ended, and another thread has its M now.
var preemptSeen = alteration{
	what: "a preemption signal to a thread in C code is acknowledged",
	reads: []reading{
		{"signal_unix.go", []string{"sigtrampgo", "sigFetchG", "doSigPreempt", "preemptM"}},
		{"proc.go", []string{"needm", "dropm"}},
	},
	known: map[string]verdict{
		"b5f96784b7cf4ae4": applies, // 1.25.5
		"e1cc47fa38d567f5": applies, // 1.26.0, 1.26.6, 1.26.8
		"0f51d50e50256d0d": applies, // 1.27.0, 1.27.3
	},
	edits: []edit{
		{
			file: "signal_unix.go",
			old: `				pendingPreemptSignals.Add(-1)
			}
			return
		}
		c.fixsigcode(sig)
`,
			new: `				pendingPreemptSignals.Add(-1)
			}
			if gp != nil {
				gp.m.preemptGen.Add(1)
				gp.m.signalPending.Store(0)
			}
			return
		}
		c.fixsigcode(sig)
`,
		},
		{
			file: "proc.go",
			old: `	mp.isExtraInC = false

	// Initialize this thread to use the m.
`,
			new: `	mp.isExtraInC = false
	mp.signalPending.Store(0)

	// Initialize this thread to use the m.
`,
		},
	},
}
