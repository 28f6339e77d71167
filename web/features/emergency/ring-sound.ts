/** Two tones, twice a second and a half: heard through a closed door, unlike any other sound of the product. */
const tones = [880, 1175] as const
const toneSeconds = 0.28
const roundMs = 1_500

/** Rings until it is stopped; silent where the browser has not been touched yet. */
export function startRinging(): { stop(): void; readonly blocked: () => boolean } {
  const context = new AudioContext()
  const volume = context.createGain()
  volume.gain.value = 0.35
  volume.connect(context.destination)
  const round = (): void => {
    void context.resume()
    for (const [index, frequency] of [...tones, ...tones].entries()) {
      const tone = context.createOscillator()
      tone.type = 'triangle'
      tone.frequency.value = frequency
      tone.connect(volume)
      const at = context.currentTime + index * toneSeconds
      tone.start(at)
      tone.stop(at + toneSeconds * 0.9)
    }
    if ('vibrate' in navigator && navigator.userActivation.hasBeenActive) navigator.vibrate([400, 200, 400])
  }
  round()
  const timer = setInterval(round, roundMs)
  return {
    stop: () => {
      clearInterval(timer)
      void context.close()
    },
    blocked: () => context.state === 'suspended',
  }
}
