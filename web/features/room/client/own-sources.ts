import { sourceLabel, type SourceLabel } from '#contract/room.ts'
import { capture, hinted, type Captured } from './capture.ts'
import type { Rung } from '#core/room/ladder.ts'
import { sharePictures } from '#core/room/picture-budget.ts'
import type { MediaSession, SentSource } from './media-session.ts'
import type { CaptureFault, OwnSource, OwnSources } from './room-state.ts'
import { createStore } from './store.ts'
import { isPicture } from './picture-profiles.ts'
import { PluggedOut, type Muting } from './plugged-out.ts'

const labels: readonly SourceLabel[] = sourceLabel.options
const off: OwnSource = { state: 'off' }
const allOff = (): OwnSources => ({
  microphone: off, camera: off, screen: off, 'screen-sound': off,
  overview: off, field: off, endoscope: off, anaesthesia: off, ultrasound: off, computer: off,
  'clinical-sound': off,
})

interface StartChoice {
  readonly deviceId?: string
  readonly track?: MediaStreamTrack
  /** Starts silent. */
  readonly muted?: Muting
}

interface OwnSourcesOptions {
  /** A source has ended here: the server may forget it. */
  readonly onStopped: (label: SourceLabel) => void
  /** The track could not be sent; it waits for `catchUp` or the next joining. */
  readonly onSendFailed: (label: SourceLabel, cause: unknown) => void
}

/** What this person sends: tracks that outlive a lost line, and their way out of the current joining. */
export class OwnSourceSet {
  readonly #store = createStore<OwnSources>(allOff())
  readonly #options: OwnSourcesOptions
  readonly #sent = new Map<SourceLabel, SentSource>()
  /** What is on its way, and through which joining. */
  readonly #sending = new Map<SourceLabel, MediaSession>()
  /** The devices that were chosen, for when a source is started again. */
  readonly #chosen = new Map<SourceLabel, string>()
  readonly #out = new PluggedOut((label, { deviceId, muted }) => void this.start(label, { ...(deviceId !== undefined && { deviceId }), muted }))
  #session: MediaSession | null = null
  #shut = false
  #closed = false

  constructor(options: OwnSourcesOptions) {
    this.#options = options
  }

  get store() {
    return this.#store
  }

  /** Whether a picture goes out, or would if the line let it. */
  get hasPictures(): boolean {
    return [...this.#sent.keys()].some(isPicture)
  }

  /** Whether the shutter is shut: whatever starts or comes back meanwhile is muted. */
  get shut(): boolean {
    return this.#shut
  }

  of(label: SourceLabel): OwnSource {
    return this.#store.getSnapshot()[label]
  }

  track(label: SourceLabel): MediaStreamTrack | null {
    const source = this.of(label)
    return 'track' in source ? source.track : null
  }

  /** Opens the device, or takes over a track of it that is open already. */
  async start(label: SourceLabel, { deviceId, track, muted = null }: StartChoice = {}): Promise<void> {
    const now = this.of(label)
    if (now.state === 'starting' || now.state === 'on' || now.state === 'muted') return
    this.#out.forget(label)
    if (deviceId !== undefined) this.#chosen.set(label, deviceId)
    if (track?.readyState === 'live') {
      this.#adopt(label, hinted(label, track), muted)
      return
    }
    this.#set(label, { state: 'starting' })
    const captured = await this.#open(label, deviceId)
    if (!captured.ok) {
      this.#set(label, captured.fault === 'denied' && label === 'screen' ? off : { state: 'failed', fault: captured.fault })
      return
    }
    // Asked to stop, or closed, while the browser's chooser was open.
    if (this.#closed || this.of(label).state !== 'starting') {
      for (const track of captured.tracks.values()) track.stop()
      return
    }
    for (const [of, track] of captured.tracks) this.#adopt(of, track, muted)
  }

  /** The device that was asked for; else the one that was chosen last, where it is still there. */
  async #open(label: SourceLabel, deviceId: string | undefined): Promise<Captured> {
    const chosen = deviceId ?? this.#chosen.get(label)
    const captured = await capture(label, chosen)
    return captured.ok || captured.fault !== 'not-found' || chosen === deviceId ? captured : capture(label)
  }

  stop(label: SourceLabel): void {
    this.#out.forget(label)
    const track = this.track(label)
    this.#sent.get(label)?.close()
    this.#sent.delete(label)
    track?.stop()
    this.#set(label, off)
    this.#options.onStopped(label)
    // A screen's sound ends with its picture.
    if (label === 'screen' && this.track('screen-sound') !== null) this.stop('screen-sound')
  }

  setMuted(label: SourceLabel, muted: boolean, by: 'self' | 'host' = 'self'): void {
    const source = this.of(label)
    this.#out.setMuted(label, muted ? by : null)
    if (!('track' in source)) return
    source.track.enabled = !muted
    this.#sent.get(label)?.setMuted(muted)
    this.#set(label, muted ? { state: 'muted', track: source.track, by } : { state: 'on', track: source.track })
  }

  /** Mutes or opens everything at once, and what is on its way or pulled out when it comes. */
  setShutter(shut: boolean): void {
    this.#shut = shut
    for (const label of labels) if (!shut || this.of(label).state !== 'muted') this.setMuted(label, shut)
    this.#store.set({ ...this.#store.getSnapshot() })
  }

  /** Moves to another device what runs or would run; what is off takes it when it is started. Returns what stood in the way. */
  async switchDevice(label: SourceLabel, deviceId: string): Promise<CaptureFault | null> {
    const before = this.of(label)
    if (!('track' in before)) return this.#chooseFor(label, deviceId)
    const captured = await capture(label, deviceId)
    if (!captured.ok) return captured.fault
    const next = captured.tracks.get(label)
    if (next === undefined) return 'failed'
    this.#chosen.set(label, deviceId)
    if (this.#closed || this.track(label) !== before.track) {
      next.stop()
      return null
    }
    next.enabled = before.track.enabled
    await this.#sent.get(label)?.replaceTrack(next)
    before.track.stop()
    this.#set(label, { ...before, track: next })
    this.#watch(label, next)
    return null
  }

  async #chooseFor(label: SourceLabel, deviceId: string): Promise<CaptureFault | null> {
    this.#chosen.set(label, deviceId)
    const { state } = this.of(label)
    if (state !== 'failed' && state !== 'unplugged') return null
    await this.start(label, { deviceId, muted: this.#out.mutingOf(label) })
    const now = this.of(label)
    return now.state === 'failed' ? now.fault : null
  }

  /** Sends everything through a new joining; what the last one carried is gone. */
  async sendThrough(session: MediaSession | null): Promise<void> {
    for (const sent of this.#sent.values()) sent.close()
    this.#sent.clear()
    this.#session = session
    await this.catchUp()
  }

  /** Sends what is not on its way yet. */
  async catchUp(): Promise<void> {
    // Sound is on its way before any picture: on a thin line the first second decides whether one is heard.
    await Promise.all(labels.filter((label) => !isPicture(label)).map((label) => this.#send(label)))
    await Promise.all(labels.filter(isPicture).map((label) => this.#send(label)))
  }

  /**
   * What the room still carries, once a lost line is back. A picture that it has ended meanwhile was cut and ends here too; sound is sent anew by
   * `catchUp`.
   */
  reconcile(carried: readonly SourceLabel[]): void {
    for (const label of [...this.#sent.keys()].filter((one) => !carried.includes(one))) {
      if (isPicture(label)) this.stop(label)
      this.#sent.get(label)?.close()
      this.#sent.delete(label)
    }
  }

  /** Lets the pictures cost what the rung allows, `main` (when it is one of them) being the last to give way. */
  limitPictures(rung: Rung, main: SourceLabel | null): void {
    const sent = [...this.#sent.keys()].filter(isPicture).sort((a, b) => Number(b === main) - Number(a === main))
    const pictures = sent.map((id) => ({ id, detail: this.track(id)?.contentHint === 'detail' }))
    // An encoder that is just being closed takes no limit; the next one gets its own.
    for (const [label, limit] of sharePictures(rung, pictures)) void this.#sent.get(label)?.limit(limit).catch(() => undefined)
  }

  /** The room does not carry this source. */
  fail(label: SourceLabel): void {
    this.track(label)?.stop()
    this.#set(label, { state: 'failed', fault: 'unsupported' })
  }

  /** Lets go of every device. Idempotent. */
  close(): void {
    this.#closed = true
    this.#out.close()
    for (const label of labels) {
      this.#sent.get(label)?.close()
      this.track(label)?.stop()
    }
    this.#sent.clear()
  }

  #adopt(label: SourceLabel, track: MediaStreamTrack, muted: Muting): void {
    const by = muted ?? (this.#shut ? 'self' : null)
    track.enabled = by === null
    this.#set(label, by === null ? { state: 'on', track } : { state: 'muted', track, by })
    this.#watch(label, track)
    void this.#send(label)
  }

  /** The browser's own "stop sharing", or a device that was pulled out: that one is waited for. */
  #watch(label: SourceLabel, track: MediaStreamTrack): void {
    track.addEventListener('ended', () => {
      const source = this.of(label)
      if (this.track(label) !== track) return
      this.stop(label)
      if (label === 'screen' || label === 'screen-sound') return
      this.#set(label, { state: 'unplugged', device: track.label })
      this.#out.waitFor(label, { deviceId: track.getSettings().deviceId, muted: source.state === 'muted' ? source.by : null })
    })
  }

  async #send(label: SourceLabel): Promise<void> {
    const session = this.#session
    const source = this.of(label)
    if (session === null || !('track' in source) || this.#sent.has(label) || this.#sending.get(label) === session) return
    this.#sending.set(label, session)
    try {
      const sent = await session.send(label, source.track, { muted: source.state === 'muted' })
      if (this.#session !== session || this.track(label) === null) {
        sent.close()
        return
      }
      this.#sent.set(label, sent)
      this.#align(label, { sent, since: source })
    } catch (cause) {
      if (this.#session === session) this.#options.onSendFailed(label, cause)
    } finally {
      if (this.#sending.get(label) === session) this.#sending.delete(label)
    }
  }

  /** What was changed while the track was on its way. */
  #align(label: SourceLabel, { sent, since }: { readonly sent: SentSource; readonly since: OwnSource }): void {
    const now = this.of(label)
    if (now.state !== since.state) sent.setMuted(now.state === 'muted')
    if ('track' in now && 'track' in since && now.track !== since.track) void sent.replaceTrack(now.track)
  }

  #set(label: SourceLabel, source: OwnSource): void {
    this.#store.set({ ...this.#store.getSnapshot(), [label]: source })
  }
}
