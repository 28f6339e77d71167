'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { caseLinks } from '#web/ui/case-links.ts'
import { notify } from '#web/ui/toast-store.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { makePart } from '#web/ui/part.tsx'
import { acceptRing } from './actions.ts'
import type { IncomingItem } from './emergency-answer.ts'
import { useIncoming, useStirLine } from './use-incoming.ts'

const [RingScreen] = makePart(() => import('./ring-screen.tsx').then((part) => part.RingScreen))

/** Stands in every open tab: rings over everything else when an emergency asks for this person. */
export function RingWatch() {
  useStirLine()
  const { rings, refresh } = useIncoming('/api/emergencies/rings')
  const mine = rings?.items.filter((item) => item.ownRing && !item.call.ended) ?? []
  const ringing = mine.filter((item) => item.call.held === null || (item.forwarded && !item.call.held.mine))
  useTakenNote(mine.filter((item) => !ringing.includes(item)))
  const [first] = ringing
  // The wall rings by itself.
  const onWall = usePathname() === '/wall'
  if (first === undefined || rings === undefined || onWall) return null
  return <RingScreen key={first.call.caseId} wanted given={{ item: first, skew: rings.skew, more: ringing.length - 1, onSettled: refresh }} />
}

/** Says once that a colleague was quicker, and offers to come in as well. */
function useTakenNote(taken: readonly IncomingItem[]): void {
  const t = useTranslations('emergency')
  const router = useRouter()
  const refusal = useRefusal()
  const told = useRef(new Set<string>())
  useEffect(() => {
    for (const { call } of taken) {
      if (call.held === null || told.current.has(call.caseId)) continue
      told.current.add(call.caseId)
      notify.info(t('taken', { name: call.held.by.name }), {
        action: {
          label: t('joinToo'),
          onPress: () =>
            void acceptRing({ case: call.caseId }).then((answer) => {
              if (answer.ok) router.push(caseLinks.room(call.caseId))
              else notify.error(refusal(answer.code), { code: answer.code })
            }),
        },
      })
    }
  }, [refusal, router, t, taken])
}

