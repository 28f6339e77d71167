import { isLastingMinutesRefusal, makeRedial } from '#contract/minutes-line.ts'
import { HocuspocusProvider } from '@hocuspocus/provider'
import { Doc } from 'yjs'

/** Who else has the minutes open. */
export interface MinutesReader {
  readonly client: number
  readonly name: string
  readonly color: string
}

export interface LiveMinutes {
  readonly document: Doc
  readonly provider: HocuspocusProvider
  readonly link: 'connecting' | 'connected' | 'lost' | 'refused'
  readonly mayWrite: boolean
  readonly readers: readonly MinutesReader[]
}

interface MinutesLineOptions {
  readonly url: string
  /** The document's name: `minutes:<case>:<version>`. */
  readonly name: string
  readonly me: Omit<MinutesReader, 'client'>
  readonly requestTicket: () => Promise<{ readonly ok: true; readonly value: { readonly ticket: string } } | { readonly ok: false; readonly code: string }>
  /** Has the page warn whoever leaves it, until the function that comes back is called. */
  readonly guard: () => () => void
}

type Follower = (live: LiveMinutes) => void

/** How long the server must have been in step, in milliseconds: what is typed while it is dialled is acknowledged apart from what was typed before. */
const inStepAfter = 2_000

const lines = new Map<string, MinutesLine>()

/**
 * Joins the shared minutes and tells how they stand, at once and at every change, until the function that comes back is called. What has not
 * reached the server by then goes on being sent, and whoever follows the same minutes again meanwhile finds it in them.
 */
export function followMinutes(options: MinutesLineOptions, follower: Follower): () => void {
  const key = JSON.stringify([options.url, options.name, options.me.name])
  const line = lines.get(key) ?? new MinutesLine(options, () => lines.delete(key))
  lines.set(key, line)
  return line.follow(follower)
}

/** One draft as this page has it: its text, and the line that keeps it in step with the others'. */
class MinutesLine {
  readonly #followers = new Set<Follower>()
  readonly #guard: () => () => void
  readonly #onEnd: () => void
  #live: LiveMinutes
  /** Set while words stand here that the server may not have. */
  #unguard: (() => void) | null = null
  #inStep: ReturnType<typeof setTimeout> | undefined

  constructor({ url, name, me, requestTicket, guard }: MinutesLineOptions, onEnd: () => void) {
    this.#guard = guard
    this.#onEnd = onEnd
    const document = new Doc()
    const provider: HocuspocusProvider = new HocuspocusProvider({
      url, name, document,
      token: async () => {
        const answer = await requestTicket()
        if (answer.ok) return answer.value.ticket
        if (isLastingMinutesRefusal(answer.code)) this.#refuse()
        return ''
      },
      onAuthenticated: () => this.#authenticated(),
      onAuthenticationFailed: ({ reason }) => {
        if (isLastingMinutesRefusal(reason)) this.#refuse()
        else redial()
      },
      onSynced: () => this.#change({ link: 'connected' }),
      // Hung up on by the other side, or with the whole socket.
      onClose: () => {
        this.#lose()
        redial()
      },
      onDisconnect: () => this.#lose(),
      onUnsyncedChanges: ({ number }) => this.#count(number),
      onAwarenessChange: ({ states }) => this.#change({ readers: readersOf(states) }),
    })
    const redial = makeRedial(provider)
    this.#live = { document, provider, link: 'connecting', mayWrite: false, readers: [] }
    document.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin !== provider && this.#live.mayWrite) this.#unguard ??= this.#guard()
    })
    provider.setAwarenessField('user', me)
  }

  follow(follower: Follower): () => void {
    this.#followers.add(follower)
    follower(this.#live)
    return () => {
      this.#followers.delete(follower)
      this.#endIfDone()
    }
  }

  #authenticated(): void {
    const mayWrite = this.#live.provider.authorizedScope === 'read-write'
    this.#change({ mayWrite })
    if (!mayWrite) this.#letGo()
  }

  /** Nothing typed here is taken any longer. */
  #refuse(): void {
    this.#change({ link: 'refused', mayWrite: false })
    this.#live.provider.disconnect()
    this.#letGo()
  }

  #lose(): void {
    clearTimeout(this.#inStep)
    if (this.#live.link !== 'refused') this.#change({ link: 'lost' })
  }

  #count(unsynced: number): void {
    clearTimeout(this.#inStep)
    if (unsynced === 0 && this.#unguard !== null) this.#inStep = setTimeout(() => this.#letGo(), inStepAfter)
  }

  #letGo(): void {
    this.#unguard?.()
    this.#unguard = null
    this.#endIfDone()
  }

  #endIfDone(): void {
    if (this.#followers.size > 0 || this.#unguard !== null) return
    clearTimeout(this.#inStep)
    this.#onEnd()
    this.#live.provider.destroy()
    this.#live.document.destroy()
  }

  #change(part: Partial<LiveMinutes>): void {
    this.#live = { ...this.#live, ...part }
    for (const follower of [...this.#followers]) follower(this.#live)
  }
}

interface AwarenessState {
  readonly clientId: number
  readonly user?: { readonly name?: unknown; readonly color?: unknown }
}

const readersOf = (states: readonly AwarenessState[]): readonly MinutesReader[] =>
  states.flatMap(({ clientId, user }) =>
    typeof user?.name === 'string' && typeof user.color === 'string' ? [{ client: clientId, name: user.name, color: user.color }] : [])
