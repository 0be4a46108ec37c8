package goruntime

import _ "embed"

//go:embed crossing.go.txt
var crossingGo string

//go:embed crossing_amd64.s.txt
var crossingAMD64 string

// CrossingPC is the function of package runtime that gives the address of the fast crossing.
const CrossingPC = "runtime.fastCrossingPC"

// fastCrossing adds a short way into Go (crossing.go.txt), and edits no function but sysmon's
// grace. It stands in for the functions of its first list, and relies on what those of the
// others do and don't do.
var fastCrossing = alteration{
	what: "the fast crossing",
	reads: []reading{
		{"cgocall.go", []string{"cgocallbackg", "cgocallbackg1", "callbackUpdateSystemStack", "unwindm"}},
		{"asm_amd64.s", []string{"cgocallback"}},
		{"proc.go", []string{
			"reentersyscall", "entersyscallWakeSysmon", "entersyscallHandleGCWait", "exitsyscall", "exitsyscallTryGetP",
			"exitsyscallNoP", "lockOSThread", "dolockOSThread", "unlockOSThread", "dounlockOSThread", "save",

			"needm", "needAndBindM", "oneNewExtraM", "dropm", "execute", "schedule", "gdestroy", "stopTheWorldWithSema", "forEachPInternal",
			"casgstatus", "castogscanstatus", "casfrom_Gscanstatus", "casGToPreemptScan", "casGFromPreempted",
			"setBlockOnExitSyscall", "gcstopP", "takeP", "releaseP", "resume", "addGSyscallNoP", "decGSyscallNoP",
			"sysmon", "retake", "preemptall", "preemptone", "handoffp", "runqempty", "empty", "sigprof", "gopreempt_m", "goschedImpl",
		}},
		{"preempt.go", []string{"suspendG", "resumeG", "wantAsyncPreempt", "isAsyncSafePoint", "canPreemptM"}},
		{"stack.go", []string{"newstack", "copystack", "shrinkstack", "isShrinkStackSafe", "adjustframe"}},
		{"traceback.go", []string{"initAt", "next", "finishInternal", "resolveInternal"}},
		{"mgcmark.go", []string{"scanstack"}},
		{"coro.go", []string{"newcoro", "coroswitch_m"}},
		{"signal_unix.go", []string{"sigtrampgo", "sigFetchG", "doSigPreempt", "preemptM"}},
	},
	known: map[string]verdict{
		"14145d7f5e38339a": applies, // 1.26.0
		"b45484cbbc5e478a": applies, // 1.26.6, 1.26.8
		"b2a95f2738cff16a": applies, // 1.27.0, 1.27.3
	},
	edits: []edit{{
		file: "proc.go",
		old:  "pd.syscallwhen+10*1000*1000 > now {",
		new:  "pd.syscallwhen+fastGrace(thread.mp) > now {",
	}},
	adds: map[string]string{
		"gophersnake_crossing.go":      crossingGo,
		"gophersnake_crossing_amd64.s": crossingAMD64,
	},
}
