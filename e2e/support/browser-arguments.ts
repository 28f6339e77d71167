/** A camera and a microphone that exist on every machine, no request to the browser's maker, and no questions asked. */
export const browserArguments = [
  // Ten pictures a second: four browsers that encode in software on two cores test the product, not the machine.
  '--use-fake-device-for-media-stream=fps=10',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  // What the browser would ask its own maker, unasked; the pages' own policy forbids them the same names.
  '--host-resolver-rules=MAP *.googleapis.com ~NOTFOUND, MAP *.google.com ~NOTFOUND, MAP *.gstatic.com ~NOTFOUND',
  '--disable-client-side-phishing-detection',
  '--disable-domain-reliability',
  '--disable-default-apps',
  '--disable-extensions',
  '--no-pings',
] as const
