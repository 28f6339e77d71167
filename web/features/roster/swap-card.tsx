'use client'

import { ArrowLeftRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { settleSwap } from './actions.ts'
import type { RosterFacts } from './present-roster.ts'
import { useRosterChange } from './use-roster-change.ts'

type Swap = RosterFacts['swaps'][number]

/** Questions that wait: those put to me first, then my own. */
export function SwapCard({ swaps }: { readonly swaps: readonly Swap[] }) {
  const concerning = swaps.filter((swap) => swap.asksMe || swap.mine)
  return concerning.map((swap) => <SwapLine key={swap.id} swap={swap} />)
}

function SwapLine({ swap }: { readonly swap: Swap }) {
  const t = useTranslations('roster')
  const { pending, change } = useRosterChange()
  const settle = (answer: 'accepted' | 'declined' | 'withdrawn'): void => void change(settleSwap({ swap: swap.id, answer }))
  return (
    <Callout
      tone={swap.asksMe ? 'warning' : 'info'}
      title={<span className="flex items-center gap-2"><ArrowLeftRight aria-hidden className="size-4" />{swap.asksMe ? t('swapAsksYou', { name: swap.from }) : t('swapWaits', { name: swap.to })}</span>}
      action={
        swap.asksMe
          ? <span className="flex gap-2"><Button variant="primary" size="sm" pending={pending} onClick={() => settle('accepted')}>{t('swapAccept')}</Button><Button size="sm" disabled={pending} onClick={() => settle('declined')}>{t('swapDecline')}</Button></span>
          : <Button size="sm" pending={pending} onClick={() => settle('withdrawn')}>{t('swapWithdraw')}</Button>
      }
    >
      <Moment at={swap.startsAt} format="day-time" />
    </Callout>
  )
}
