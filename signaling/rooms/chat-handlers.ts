import type { chatRequests, ChatMessageView } from '#contract/chat.ts'
import type { HandlersOf } from '#contract/define.ts'
import { makeSendMessage, type ChatMessage, type MessagePorts } from '#core/room/chat.ts'
import type { Occupant } from '#core/room/room.ts'
import { ok } from '#core/shared/result.ts'
import type { LiveRoom } from './live-room.ts'

const messageView = ({ id, author, authorName, text, sentAt }: ChatMessage): ChatMessageView => ({
  id, author, authorName, text, sentAt: sentAt.toISOString(),
})

/** The talk in writing: stored first, then told to everyone inside, the writer included. */
export function chatHandlers(live: LiveRoom, author: Occupant, ports: MessagePorts): HandlersOf<typeof chatRequests> {
  const sendMessage = makeSendMessage(ports)
  return {
    'send-message': async ({ text }) => {
      const sent = await sendMessage(author, { session: live.room.session, case: live.room.case, text })
      if (!sent.ok) return sent
      const message = messageView(sent.value)
      live.tellInside(live.connections, (connection) => connection.push('message-added', message))
      return ok(message)
    },
    'message-history': async ({ before, limit }) => {
      const page = { before: before === null ? null : new Date(before), limit }
      const messages = await ports.withMessages(author.actor, (repository) => repository.latest(live.room.session, page))
      return ok({ messages: messages.map(messageView) })
    },
  }
}
