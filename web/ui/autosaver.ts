/** How the last words typed stand: nobody may wonder whether they are safe. */
export type SaveState<Code extends string> =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'unsaved' | 'saving' | 'offline' }
  /** The server answered no; typing on will not help, reading the sentence will. */
  | { readonly kind: 'refused'; readonly code: Code }

export type SaveAnswer<Code extends string> =
  | { readonly ok: true; readonly value: { readonly revision: number; readonly at: string } }
  | { readonly ok: false; readonly code: Code }

interface AutosaverOptions<Draft, Code extends string> {
  readonly draft: Draft
  readonly revision: number
  /** Rejects when the server cannot be reached. */
  readonly save: (draft: Draft, revision: number) => Promise<SaveAnswer<Code>>
  /** How long a pause in typing is, and how long to wait before asking an unreachable server again; milliseconds. */
  readonly pause: number
  readonly retry: number
}

export interface Autosaver<Draft, Code extends string> {
  readonly state: () => SaveState<Code>
  readonly subscribe: (listener: () => void) => () => void
  readonly change: (draft: Draft) => void
  /** Saves now; true once the server holds the newest words. */
  readonly flush: () => Promise<boolean>
  readonly close: () => void
}

/** Saves one save at a time, always the newest words, upon the revision that the server gave last; keeps trying while the line is lost. */
export function makeAutosaver<Draft, Code extends string>(options: AutosaverOptions<Draft, Code>): Autosaver<Draft, Code> {
  let { draft, revision } = options
  let held = draft
  let state: SaveState<Code> = { kind: 'saved', at: null }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | undefined
  const listeners = new Set<() => void>()

  const become = (next: SaveState<Code>): void => {
    state = next
    for (const listener of listeners) listener()
  }
  const later = (wait: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), wait)
  }
  const saveOnce = async (): Promise<boolean> => {
    const sent = draft
    become({ kind: 'saving' })
    const answer = await options.save(sent, revision).catch(() => null)
    if (answer === null) {
      become({ kind: 'offline' })
      later(options.retry)
      return false
    }
    if (!answer.ok) {
      become({ kind: 'refused', code: answer.code })
      return false
    }
    revision = answer.value.revision
    held = sent
    if (draft !== sent) return saveOnce()
    become({ kind: 'saved', at: answer.value.at })
    return true
  }
  const flush = (): Promise<boolean> => {
    clearTimeout(timer)
    if (draft === held) return Promise.resolve(true)
    running ??= saveOnce().finally(() => {
      running = undefined
    })
    return running
  }
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    change: (next) => {
      draft = next
      // A refusal stays in sight until the page is loaded anew; a colleague's words are never overwritten.
      if (state.kind === 'refused' && state.code === 'case.changed-elsewhere') return
      if (running === undefined) {
        become({ kind: 'unsaved' })
        later(options.pause)
      }
    },
    flush,
    close: () => clearTimeout(timer),
  }
}
