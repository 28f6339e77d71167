'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import { SkeletonRows } from '#web/ui/skeleton.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { forwardRing, listColleagues } from './actions.ts'
import type { CallFacts } from './emergency-answer.ts'

type Colleague = Extract<Awaited<ReturnType<typeof listColleagues>>, { ok: true }>['value'][number]

interface HandOnProps {
  readonly call: CallFacts
  readonly onDone: () => void
}

/** "Chuyển": colleagues of the own hospital, those with a screen before them and of the specialty first. */
export function HandOn({ call, onDone }: HandOnProps) {
  const t = useTranslations('emergency')
  const refusal = useRefusal()
  const [colleagues, setColleagues] = useState<readonly Colleague[] | null>(null)
  useEffect(() => {
    void listColleagues({}).then((answer) => setColleagues(answer.ok ? answer.value : []))
  }, [])
  const ofSpecialty = (one: Colleague): number => Number(one.specialties.includes(call.specialty))
  const handTo = async (one: Colleague): Promise<void> => {
    const answer = await forwardRing({ case: call.caseId, to: one.id })
    if (answer.ok) notify.success(t('handedOn', { name: one.name }))
    else notify.error(refusal(answer.code), { code: answer.code })
    onDone()
  }
  return (
    <section aria-label={t('handOn.title')} className="rounded-card bg-surface p-3 text-ink">
      <p className="px-3 pb-2 text-dense text-quiet">{t('handOn.hint')}</p>
      {colleagues === null ? <SkeletonRows rows={4} /> : (
        <ul className="grid max-h-72 gap-1 overflow-y-auto">
          {colleagues.toSorted((a, b) => ofSpecialty(b) - ofSpecialty(a)).map((one) => (
            <li key={one.id}>
              <button type="button" onClick={() => void handTo(one)} className="flex w-full items-center gap-3 rounded-control px-3 py-2.5 text-left hover:bg-sunken">
                <Avatar name={one.name} presence={one.reachable ? 'online' : 'offline'} />
                <span className="min-w-0 flex-1">
                  <PersonName name={one.name} title={one.title} className="block font-semibold" />
                  <span className="block text-dense text-quiet">{one.department}</span>
                </span>
                {one.onDuty && <Badge tone="jade">{t('onDuty')}</Badge>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
