'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { classNames } from '#web/ui/class-names.ts'
import { notify } from '#web/ui/toast-store.ts'
import { setOnDuty } from './actions.ts'

/** "Đang trực" in the top bar: who switches it on is rung first, after those with a shift. */
export function OnDutySwitch({ given }: { readonly given: boolean }) {
  const t = useTranslations('roster')
  const refusal = useRefusal()
  const [on, setOn] = useState(given)
  const [pending, setPending] = useState(false)
  const toggle = async (): Promise<void> => {
    setPending(true)
    const answer = await setOnDuty({ onDuty: !on })
    setPending(false)
    if (answer.ok) setOn(answer.value.onDuty)
    else notify.error(refusal(answer.code), { code: answer.code })
  }
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={t('onDuty')}
      title={t(on ? 'onDutyOn' : 'onDutyOff')}
      disabled={pending}
      onClick={() => void toggle()}
      className="flex h-10 shrink-0 items-center gap-2 rounded-control px-2 text-dense font-semibold hover:bg-sunken disabled:opacity-60"
    >
      <span aria-hidden className={classNames('relative h-5 w-9 rounded-full transition-colors duration-100', on ? 'bg-jade' : 'bg-line-control')}>
        <span className={classNames('absolute top-0.5 size-4 rounded-full bg-surface transition-[left] duration-100', on ? 'left-4.5' : 'left-0.5')} />
      </span>
      <span className={classNames('max-xl:sr-only', on ? 'text-jade-ink' : 'text-quiet')}>{t('onDuty')}</span>
    </button>
  )
}
