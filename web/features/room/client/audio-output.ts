import type { SoundState } from './room-state.ts'
import { createStore } from './store.ts'

/** Plays everybody's sound, through one output; no element of the page is needed. */
export class AudioOutput {
  readonly #elements = new Map<string, HTMLAudioElement>()
  readonly state = createStore<SoundState>('playing')
  #speaker = ''

  play(key: string, track: MediaStreamTrack): void {
    this.stop(key)
    const element = document.createElement('audio')
    element.srcObject = new MediaStream([track])
    this.#elements.set(key, element)
    if (this.#speaker !== '') void this.#useSpeaker(element)
    void this.#start(element)
  }

  stop(key: string): void {
    const element = this.#elements.get(key)
    if (element === undefined) return
    element.pause()
    element.srcObject = null
    this.#elements.delete(key)
  }

  /** After the person has touched the page. */
  async unblock(): Promise<void> {
    this.state.set('playing')
    await Promise.all([...this.#elements.values()].map((element) => this.#start(element)))
  }

  async setSpeaker(deviceId: string): Promise<void> {
    this.#speaker = deviceId
    await Promise.all([...this.#elements.values()].map((element) => this.#useSpeaker(element)))
  }

  close(): void {
    for (const key of [...this.#elements.keys()]) this.stop(key)
  }

  async #start(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play()
    } catch (cause) {
      // An element that was stopped before it played is no reason to ask for a touch.
      if (cause instanceof DOMException && cause.name === 'NotAllowedError') this.state.set('blocked')
    }
  }

  async #useSpeaker(element: HTMLAudioElement): Promise<void> {
    // Not every browser can choose; then the system's own output is used.
    if ('setSinkId' in element) await element.setSinkId(this.#speaker).catch(() => undefined)
  }
}
