'use client'

import { Hand, MicOff, MoreHorizontal, Star, UserCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Participant } from '#contract/room.ts'
import { guestRoleOf } from '#core/room/guest-part.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { isPicture } from './client/picture-profiles.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { ActionResult } from './client/action-result.ts'
import { LineOfPerson } from './line-of-person.tsx'

interface PeoplePanelProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  /** Runs an action of the room and shows the sentence if it was declined. */
  readonly act: (run: Promise<ActionResult>) => void
}

/** Who waits, who is here, and what the host may do for each. */
export function PeoplePanel({ client, room, act }: PeoplePanelProps) {
  const t = useTranslations('room')
  const waiting = room.waiting ?? []
  return (
    <div className="flex flex-col gap-6">
      {waiting.length > 0 && (
        <section aria-label={t('people.waiting')}>
          <div className="mb-2 flex items-center justify-between">
            <h3 className="font-semibold">{t('people.waitingCount', { count: waiting.length })}</h3>
            {waiting.filter(({ part }) => guestRoleOf(part) === null).length > 1 && <Button size="sm" onClick={() => act(client.admitAll())}>{t('people.admitAll')}</Button>}
          </div>
          <ul className="flex flex-col gap-2">
            {waiting.map((person) => (
              <li key={person.seat} className="flex items-center gap-3 rounded-control bg-sunken p-2">
                <Avatar name={person.name} size="sm" />
                <PersonLines name={person.name} title={person.title} where={person.organizationName} part={t(`part.${person.part}`)} />
                <Button size="sm" variant="primary" icon={<UserCheck />} onClick={() => act(client.admit(person.seat))}>{t('people.admit')}</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={t('people.here')}>
        <h3 className="mb-2 font-semibold">{t('people.hereCount', { count: room.participants.length })}</h3>
        <ul className="flex flex-col gap-2">
          {room.participants.map((person) => (
            <li key={person.seat} className="flex items-center gap-3 p-1">
              <Avatar name={person.name} size="sm" presence={person.presence === 'here' ? 'online' : 'away'} />
              <PersonLines
                name={person.name}
                title={person.title}
                where={person.organizationName}
                part={person.seat === room.you ? `${t(`part.${person.part}`)} · ${t('picture.you')}` : t(`part.${person.part}`)}
              />
              <LineOfPerson client={client} seat={person.seat} />
              {person.handRaisedAt !== null && <Hand aria-label={t('people.handRaised')} className="size-4 text-priority-ink" />}
              {isMuted(person) && <MicOff aria-label={t('picture.muted')} className="size-4 text-quiet" />}
              {person.isHost && <Star aria-label={t('people.host')} className="size-4 text-jade-ink" />}
              {room.me.isHost && person.seat !== room.you && <HostMenu client={client} person={person} act={act} draws={room.settings.drawers.includes(person.seat)} />}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

const isMuted = (person: Participant): boolean => person.sources.find(({ label }) => label === 'microphone')?.muted !== 'no'

function PersonLines({ name, title, where, part }: { readonly name: string; readonly title: string; readonly where: string; readonly part: string }) {
  return (
    <span className="min-w-0 flex-1 text-dense">
      <span className="block truncate font-medium">{title} {name}</span>
      <span className="block truncate text-quiet">{part} · {where}</span>
    </span>
  )
}

interface HostMenuProps extends Pick<PeoplePanelProps, 'client' | 'act'> {
  readonly person: Participant
  readonly draws: boolean
}

function HostMenu({ client, person, act, draws }: HostMenuProps) {
  const t = useTranslations('room')
  const { seat } = person
  return (
    <Menu
      label={t('people.manage', { name: person.name })}
      align="end"
      trigger={<IconButton size="sm" label={t('people.manage', { name: person.name })} icon={<MoreHorizontal />} />}
      items={[
        { label: t('people.mute'), disabled: isMuted(person), onSelect: () => act(client.muteOther({ seat, label: 'microphone' })) },
        { label: draws ? t('people.stopDrawing') : t('people.letDraw'), disabled: person.isHost, onSelect: () => act(client.grantDrawing(seat, !draws)) },
        { label: t('people.makeMain'), onSelect: () => act(client.setMain({ seat, label: person.sources.find(({ label }) => label !== 'camera' && isPicture(label))?.label ?? 'camera' })) },
        ...(person.handRaisedAt === null ? [] : [{ label: t('people.lowerHand'), onSelect: () => act(client.lowerHand(seat)) }]),
        'separator',
        { label: t('people.sendBack'), onSelect: () => act(client.sendBack(seat)) },
        { label: t('people.remove'), tone: 'danger', onSelect: () => act(client.remove(seat)) },
      ]}
    />
  )
}
