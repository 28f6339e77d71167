'use client'

interface ToastDetail {
  readonly description?: string
  /** For support, small. */
  readonly code?: string
  readonly action?: { readonly label: string; readonly onPress: () => void }
}

export interface ToastEntry extends ToastDetail {
  readonly id: number
  readonly tone: 'success' | 'info' | 'warning' | 'error'
  readonly text: string
}

const atMost = 4
const noEntries: readonly ToastEntry[] = []

function makeToasts() {
  let entries = noEntries
  let lastId = 0
  const listeners = new Set<() => void>()
  const become = (next: readonly ToastEntry[]): void => {
    entries = next
    for (const listener of listeners) listener()
  }
  return {
    entries: () => entries,
    none: () => noEntries,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    add: (tone: ToastEntry['tone'], text: string, detail: ToastDetail = {}) => {
      lastId += 1
      become([...entries, { ...detail, id: lastId, tone, text }].slice(-atMost))
    },
    dismiss: (id: number) => become(entries.filter((entry) => entry.id !== id)),
  }
}

export const toasts = makeToasts()

/** Says what has just happened, in passing; what must be read belongs in the page. */
export const notify = {
  success: (text: string, detail?: ToastDetail) => toasts.add('success', text, detail),
  info: (text: string, detail?: ToastDetail) => toasts.add('info', text, detail),
  warning: (text: string, detail?: ToastDetail) => toasts.add('warning', text, detail),
  error: (text: string, detail?: ToastDetail) => toasts.add('error', text, detail),
}
