'use client'

import { ChevronUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Dialog } from '#web/ui/dialog.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { makePart } from '#web/ui/part.tsx'
import { useStored } from '#web/ui/use-stored.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'

const [Choices] = makePart(() => import('./device-choices.tsx').then((part) => part.DeviceChoices))

export interface DeviceDialogProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Microphone, camera and speaker, to be changed while the call goes on. */
export function DeviceDialog({ client, room, open, onOpenChange }: DeviceDialogProps) {
  const t = useTranslations('room.devices')
  const [speaker, rememberSpeaker] = useStored('lv.room.device.speaker')
  useEffect(() => {
    if (speaker !== undefined) void client.setSpeaker(speaker)
  }, [client, speaker])
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('title')}
      description={t('what')}
      trigger={<IconButton size="lg" label={t('open')} icon={<ChevronUp />} className="-ml-2 max-sm:w-7" />}
    >
      {open && <Choices wanted given={{ client, own: room.own, speaker, onSpeaker: rememberSpeaker }} />}
    </Dialog>
  )
}
