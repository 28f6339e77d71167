import type { OwnSourceSet } from './own-sources.ts'
import type { RoomClientOptions } from './room-client-options.ts'

/** Microphone and camera as they were chosen before the door. */
export class ChosenSources {
  readonly #start: RoomClientOptions['start']
  readonly #own: OwnSourceSet
  #started = false

  constructor({ start }: RoomClientOptions, own: OwnSourceSet) {
    this.#start = start
    this.#own = own
  }

  /** Starts them once: later comings bring back what runs then. */
  start(): void {
    if (this.#started) return
    this.#started = true
    const { microphone, camera } = this.#start
    if (microphone.on) void this.#own.start('microphone', microphone)
    if (camera.on) void this.#own.start('camera', camera)
  }

  /** Whoever has to wait at the door, or does not come in at all, is not filmed meanwhile. */
  letGo(): void {
    if (!this.#started) letGoOf(this.#start)
  }
}

/** Switches off what ran before the door already. */
export function letGoOf({ microphone, camera }: RoomClientOptions['start']): void {
  for (const { track } of [microphone, camera]) track?.stop()
}
