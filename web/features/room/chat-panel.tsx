'use client'

import { MessageSquare, Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Input } from '#web/ui/input.tsx'
import { Moment } from '#web/ui/moment.tsx'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { ActionResult } from './client/action-result.ts'
import { mayDo } from './guest/may-do.ts'

interface ChatPanelProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly act: (run: Promise<ActionResult>) => void
}

/** The talk in writing; it is kept with the session. */
export function ChatPanel({ client, room, act }: ChatPanelProps) {
  const t = useTranslations('room')
  const [older, setOlder] = useState(true)
  const end = useRef<HTMLDivElement>(null)
  const latest = room.messages.at(-1)?.id

  useEffect(() => {
    client.markMessagesRead()
    end.current?.scrollIntoView({ block: 'end' })
  }, [client, latest])

  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const text = textOf(new FormData(form), 'text').trim()
    if (text === '') return
    const sending = client.sendMessage(text)
    act(sending)
    void sending.then((answer) => answer.ok && form.reset())
  }

  return (
    <div className="flex h-full min-h-0 flex-col gap-3">
      <div className="min-h-0 flex-1 overflow-y-auto">
        {room.messages.length === 0 ? (
          <EmptyState icon={<MessageSquare />} title={t('chat.empty')} />
        ) : (
          older && <Button size="sm" variant="quiet" onClick={() => void client.olderMessages().then(setOlder)}>{t('chat.older')}</Button>
        )}
        <ol className="flex flex-col gap-3">
          {room.messages.map((message) => (
            <li key={message.id} className="text-dense">
              <span className="font-semibold">{message.authorName}</span> <Moment at={message.sentAt} format="time" className="text-small text-faint" />
              <p className="break-words whitespace-pre-wrap">{message.text}</p>
            </li>
          ))}
        </ol>
        <div ref={end} />
      </div>
      {mayDo(room, 'write') && <form onSubmit={send} className="flex shrink-0 gap-2">
        <Input name="text" aria-label={t('chat.write')} placeholder={t('chat.write')} maxLength={4_000} autoComplete="off" className="flex-1" />
        <IconButton type="submit" variant="primary" label={t('chat.send')} icon={<Send />} />
      </form>}
    </div>
  )
}
