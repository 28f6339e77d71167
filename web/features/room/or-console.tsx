'use client'

import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import type { RoomClientOptions } from './client/room-client-options.ts'
import { OrCheck } from './or-check.tsx'
import { OrLive } from './or-live.tsx'
import { Outside, useDarkPage } from './room-outside.tsx'
import { useRoomClient, useRoomState } from './use-room-client.ts'

interface OrConsoleProps {
  readonly caseId: string
  readonly heading: ReactNode
}

/** The operating room's own page, for a tablet on the wall and gloved hands. */
export function OrConsole({ caseId, heading }: OrConsoleProps) {
  const router = useRouter()
  const [start, setStart] = useState<RoomClientOptions['start'] | null>(null)
  const { client } = useRoomClient(caseId, start)
  const state = useRoomState(client)
  useDarkPage()
  if (start === null) return <OrCheck heading={heading} onEnter={(microphone) => setStart({ microphone, camera: { on: false } })} />
  if (state.phase !== 'inside') return <Outside caseId={caseId} heading={heading} state={state} minutes onRetry={() => setStart({ ...start })} />
  return client && <OrLive client={client} room={state} heading={heading} onLeave={() => void client.leave().then(() => router.push(`/cases/${caseId}`))} />
}
