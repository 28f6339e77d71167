'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { guestMay } from '#core/room/guest-rights.ts'
import type { RoomClientOptions } from '../client/room-client-options.ts'
import { DeviceCheck } from '../device-check.tsx'
import { InsideView } from '../room.tsx'
import { Before, Outside } from '../room-outside.tsx'
import { roomRefusalOf } from '../room-refusal.ts'
import { useRoomClientWith, useRoomState } from '../use-room-client.ts'
import { askDoor } from './ask-door.ts'
import type { DoorView } from './present-door.ts'

const nothingOn: RoomClientOptions['start'] = { microphone: { on: false }, camera: { on: false } }

const requestTicket: RoomClientOptions['requestTicket'] = async () => {
  const answer = await askDoor<{ readonly ticket: string }>('ticket')
  return answer.ok ? { ok: true, value: answer.value.ticket } : { ok: false, error: roomRefusalOf(answer.code) }
}

/** The session as a guest sees it: pictures, sound, the talk and who is there; never the record, its images or the minutes. */
export function GuestRoom({ door }: { readonly door: DoorView }) {
  const t = useTranslations('guestDoor')
  // Whoever only listens has nothing to try out first.
  const [start, setStart] = useState<RoomClientOptions['start'] | null>(guestMay(door.role, 'speak') ? null : nothingOn)
  const client = useRoomClientWith(requestTicket, start)
  const state = useRoomState(client)
  const heading = t('heading', { host: door.host })
  if (start === null) return <Before heading={heading}><DeviceCheck caseId={null} onEnter={setStart} /></Before>
  if (state.phase !== 'inside') return <Outside caseId={null} heading={heading} state={state} minutes={false} onRetry={() => setStart({ ...start })} />
  return client && <InsideView caseId={null} client={client} room={state} heading={heading} panels={null} drawnFor={null} />
}
