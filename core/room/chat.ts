import type { Actor } from '#core/directory/actor.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { Brand, CaseId, NewId, OrganizationId, PractitionerId, SessionId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Occupant } from './room.ts'

export type MessageId = Brand<string, 'MessageId'>

/** One message of the session's talk, kept with the writer's name as it was shown. */
export interface ChatMessage {
  readonly id: MessageId
  readonly session: SessionId
  readonly case: CaseId
  readonly author: PractitionerId
  readonly organization: OrganizationId
  readonly authorName: string
  readonly text: string
  readonly sentAt: Date
}

/** Messages are only ever added. */
export interface MessageRepository {
  /** Adds the message; one that is there already is left as it is. */
  add(message: ChatMessage): Promise<void>
  /** The newest `limit` messages older than `before`, oldest first. */
  latest(session: SessionId, page: { readonly before: Date | null; readonly limit: number }): Promise<readonly ChatMessage[]>
}

export interface MessagePorts {
  readonly withMessages: <T>(actor: Actor, work: (messages: MessageRepository) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly newId: NewId
}

/** A person inside writes to everybody inside. */
export const makeSendMessage =
  (ports: MessagePorts) =>
  async (author: Occupant, to: { readonly session: SessionId; readonly case: CaseId; readonly text: string }): Promise<Result<ChatMessage, 'chat.empty'>> => {
    const text = to.text.normalize('NFC').trim()
    if (text === '') return err('chat.empty')
    const message: ChatMessage = {
      id: brandId(ports.newId()), session: to.session, case: to.case, author: author.actor.practitioner,
      organization: author.actor.organization, authorName: author.name, text, sentAt: ports.clock(),
    }
    await ports.withMessages(author.actor, (messages) => messages.add(message))
    return ok(message)
  }
