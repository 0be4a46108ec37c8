package main

import (
	"fmt"
	"net"

	"github.com/miekg/dns"
)

func main() {
	rr, err := dns.NewRR("example.org. 300 IN MX 10 mail.example.org.")
	if err != nil {
		panic(err)
	}
	mx := rr.(*dns.MX)
	fmt.Println(mx.Preference, mx.Mx, rr.Header().Name, rr.Header().Ttl)
	packet, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := &dns.Server{PacketConn: packet, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, r *dns.Msg) {
		reply := new(dns.Msg).SetReply(r)
		reply.Answer = append(reply.Answer, &dns.A{
			Hdr: dns.RR_Header{Name: r.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 60},
			A:   net.ParseIP("192.0.2.7"),
		}, mx)
		w.WriteMsg(reply)
	})}
	go server.ActivateAndServe()
	query := new(dns.Msg).SetQuestion("example.org.", dns.TypeA)
	answer, _, err := new(dns.Client).Exchange(query, packet.LocalAddr().String())
	if err != nil {
		panic(err)
	}
	for _, record := range answer.Answer {
		fmt.Println(record)
	}
	fmt.Println(answer.Answer[0].(*dns.A).A, dns.RcodeToString[answer.Rcode])
	server.Shutdown()
	_, err = dns.NewRR("nonsense")
	fmt.Println(err != nil)
}
