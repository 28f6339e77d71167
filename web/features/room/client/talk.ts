import type { ChatMessageView } from '#contract/chat.ts'
import type { AskRoom } from './room-socket.ts'
import { createStore } from './store.ts'

const pageSize = 50

interface TalkState {
  readonly messages: readonly ChatMessageView[]
  readonly unread: number
}

/** The written talk as it is known here, oldest first. */
export class Talk {
  readonly store = createStore<TalkState>({ messages: [], unread: 0 })

  /** Takes in a message once, however often it is told; one's own is never unread. */
  add(message: ChatMessageView, { own }: { readonly own: boolean }): void {
    const { messages, unread } = this.store.getSnapshot()
    if (messages.some(({ id }) => id === message.id)) return
    this.store.set({ messages: [...messages, message], unread: own ? unread : unread + 1 })
  }

  /** Fetches the latest page, as after entering or after a lost line. */
  async load(ask: AskRoom): Promise<void> {
    const answer = await ask('message-history', { before: null, limit: pageSize })
    if (!answer.ok) return
    const { messages, unread } = this.store.getSnapshot()
    const fetched = new Set(answer.value.messages.map(({ id }) => id))
    const [first] = answer.value.messages
    const older = first === undefined ? [] : messages.filter(({ id, sentAt }) => !fetched.has(id) && sentAt < first.sentAt)
    const newer = messages.filter(({ id, sentAt }) => !fetched.has(id) && (first === undefined || sentAt >= first.sentAt))
    this.store.set({ messages: [...older, ...answer.value.messages, ...newer], unread })
  }

  /** Fetches the page before; false when there is none. */
  async loadOlder(ask: AskRoom): Promise<boolean> {
    const [first] = this.store.getSnapshot().messages
    const answer = await ask('message-history', { before: first?.sentAt ?? null, limit: pageSize })
    if (!answer.ok || answer.value.messages.length === 0) return false
    const { messages, unread } = this.store.getSnapshot()
    this.store.set({ messages: [...answer.value.messages, ...messages], unread })
    return answer.value.messages.length === pageSize
  }

  /** Another session begins: nothing that was written in the one before is shown in it. */
  clear(): void {
    this.store.set({ messages: [], unread: 0 })
  }

  markRead(): void {
    const { messages, unread } = this.store.getSnapshot()
    if (unread > 0) this.store.set({ messages, unread: 0 })
  }
}
