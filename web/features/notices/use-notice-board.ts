'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { leaveEnded } from '#web/ui/leave.ts'
import { markNoticesRead } from './actions.ts'
import type { NoticeBoardFacts } from './notice-answer.ts'

const key = ['notices'] as const
const everyMs = 12_000

async function askBoard(): Promise<NoticeBoardFacts> {
  // The reader comes beside the first answer: no page waits for it.
  const [response, { readNoticeAnswer }] = await Promise.all([fetch('/api/notices'), import('./notice-answer.ts')])
  if (response.status === 401) leaveEnded()
  return readNoticeAnswer(await response.json())
}

/** The board as it stands, as it came with the page and then asked again while the tab is seen; and how to mark it read. */
export function useNoticeBoard(given: NoticeBoardFacts) {
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: key, queryFn: askBoard, initialData: given, staleTime: everyMs, refetchInterval: everyMs, retry: false })
  const markRead = async (about?: string | null): Promise<void> => {
    client.setQueryData<NoticeBoardFacts>(key, (board) => board && readBoard(board, about))
    // Should the line be down, the next look brings the unread ones back.
    await markNoticesRead(about === undefined ? {} : { about }).catch(() => undefined)
    await client.invalidateQueries({ queryKey: key })
  }
  return { board: data, markRead }
}

function readBoard({ unread, latest }: NoticeBoardFacts, about: string | null | undefined): NoticeBoardFacts {
  const concerned = latest.filter((one) => !one.isRead && (about === undefined || one.caseId === about))
  return {
    unread: about === undefined ? 0 : Math.max(0, unread - concerned.length),
    latest: latest.map((one) => (concerned.includes(one) ? { ...one, isRead: true } : one)),
  }
}
