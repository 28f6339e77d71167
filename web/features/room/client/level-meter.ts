/** Follows how loud a microphone is, 0 to 1, about fifteen times a second; returns what ends it. */
export function meterLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = new AudioContext()
  const analyser = new AnalyserNode(context, { fftSize: 1024, smoothingTimeConstant: 0.4 })
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    onLevel(levelOf(samples))
  }, 66)
  // Browsers start a context silent until the page has been touched.
  void context.resume()
  return () => {
    clearInterval(timer)
    void context.close().catch(() => undefined)
  }
}

const quietestDb = -60

/** The loudness of samples from -1 to 1, as a meter shows it: 0 below -60 dB, 1 at full scale. */
export function levelOf(samples: Float32Array): number {
  let power = 0
  for (const sample of samples) power += sample * sample
  const decibel = 10 * Math.log10(power / Math.max(1, samples.length))
  return Math.min(1, Math.max(0, 1 - decibel / quietestDb))
}
