// A bare forwarder on Pion: what one sender sends goes to everybody who asked for it, with nothing else around it.
package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"

	"github.com/pion/dtls/v2"
	"github.com/pion/webrtc/v3"
)

var vp8 = webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: 90000}

type message struct {
	ID      int    `json:"id"`
	Sources []int  `json:"sources"`
	SDP     string `json:"sdp"`
}

type forwarder struct {
	api     *webrtc.API
	mutex   sync.Mutex
	tracks  []*webrtc.TrackLocalStaticRTP
	viewers []*webrtc.PeerConnection
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func newAPI() *webrtc.API {
	media := &webrtc.MediaEngine{}
	must(media.RegisterCodec(webrtc.RTPCodecParameters{RTPCodecCapability: vp8, PayloadType: 96}, webrtc.RTPCodecTypeVideo))
	setting := webrtc.SettingEngine{}
	setting.SetLite(true)
	setting.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	setting.SetIncludeLoopbackCandidate(true)
	setting.SetIPFilter(func(address net.IP) bool { return address.IsLoopback() })
	setting.SetSRTPProtectionProfiles(dtls.SRTP_AEAD_AES_128_GCM)
	return webrtc.NewAPI(webrtc.WithMediaEngine(media), webrtc.WithSettingEngine(setting))
}

// described sets the local description and yields it with all candidates in it.
func described(peer *webrtc.PeerConnection, description webrtc.SessionDescription, err error) string {
	must(err)
	gathered := webrtc.GatheringCompletePromise(peer)
	must(peer.SetLocalDescription(description))
	<-gathered
	return peer.LocalDescription().SDP
}

func (f *forwarder) publish(asked message) message {
	track, err := webrtc.NewTrackLocalStaticRTP(vp8, "video", fmt.Sprint("source-", len(f.tracks)))
	must(err)
	f.tracks = append(f.tracks, track)
	peer, err := f.api.NewPeerConnection(webrtc.Configuration{})
	must(err)
	peer.OnTrack(func(remote *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		packet := make([]byte, 1500)
		for {
			count, _, err := remote.Read(packet)
			if err != nil {
				return
			}
			// A viewer who has left is no reason to stop for the others.
			_, _ = track.Write(packet[:count])
		}
	})
	must(peer.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: asked.SDP}))
	answer, err := peer.CreateAnswer(nil)
	return message{SDP: described(peer, answer, err)}
}

func (f *forwarder) view(asked message) message {
	peer, err := f.api.NewPeerConnection(webrtc.Configuration{})
	must(err)
	for _, source := range asked.Sources {
		direction := webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly}
		transceiver, err := peer.AddTransceiverFromTrack(f.tracks[source], direction)
		must(err)
		go func() {
			report := make([]byte, 1500)
			for {
				if _, _, err := transceiver.Sender().Read(report); err != nil {
					return
				}
			}
		}()
	}
	f.viewers = append(f.viewers, peer)
	offer, err := peer.CreateOffer(nil)
	return message{ID: len(f.viewers) - 1, SDP: described(peer, offer, err)}
}

func (f *forwarder) answer(asked message) message {
	must(f.viewers[asked.ID].SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: asked.SDP}))
	return message{}
}

func (f *forwarder) leave(asked message) message {
	must(f.viewers[asked.ID].Close())
	return message{}
}

func (f *forwarder) serve(path string, act func(message) message) {
	http.HandleFunc(path, func(response http.ResponseWriter, request *http.Request) {
		var asked message
		must(json.NewDecoder(request.Body).Decode(&asked))
		f.mutex.Lock()
		defer f.mutex.Unlock()
		must(json.NewEncoder(response).Encode(act(asked)))
	})
}

func main() {
	f := &forwarder{api: newAPI()}
	f.serve("/publish", f.publish)
	f.serve("/view", f.view)
	f.serve("/answer", f.answer)
	f.serve("/leave", f.leave)
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
	must(err)
	fmt.Println("listening")
	must(http.Serve(listener, nil))
}
