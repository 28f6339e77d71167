import { brandId, type Brand } from '#core/shared/ids.ts'
import { z } from 'zod'
import { request } from './define.ts'
import { practitionerId } from './ids.ts'

/** Browser ↔ signaling, the talk in writing: kept with the session. */

export type MessageId = Brand<string, 'MessageId'>

export const chatMessage = z.object({
  id: z.uuid().transform((raw) => brandId<MessageId>(raw)),
  author: practitionerId,
  authorName: z.string(),
  text: z.string(),
  sentAt: z.iso.datetime(),
})
export type ChatMessageView = z.output<typeof chatMessage>

export const chatRequests = {
  'send-message': request({
    input: z.object({ text: z.string().min(1).max(4000) }),
    output: chatMessage,
    refusals: ['chat.empty'],
  }),
  /** Oldest first; `before` pages back. */
  'message-history': request({
    input: z.object({ before: z.iso.datetime().nullable(), limit: z.int().min(1).max(200) }),
    output: z.object({ messages: z.array(chatMessage) }),
    refusals: [],
  }),
} as const

export const chatEvents = {
  /** Also sent to the writer. */
  'message-added': chatMessage,
} as const
