/** A value that React can follow with useSyncExternalStore. */
export interface Store<T> {
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => T
}

/** A store that its owner may write. */
export interface WritableStore<T> extends Store<T> {
  readonly set: (next: T) => void
}

/** Holds one value and tells when it is replaced. */
export function createStore<T>(initial: T): WritableStore<T> {
  const listeners = new Set<() => void>()
  let current = initial
  return {
    getSnapshot: () => current,
    set: (next) => {
      if (Object.is(next, current)) return
      current = next
      for (const listener of [...listeners]) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
