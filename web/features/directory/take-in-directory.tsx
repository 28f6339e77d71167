'use client'

import { Check, FileUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { notify } from '#web/ui/toast-store.ts'
import { previewDirectory, takeInDirectory } from './actions.ts'
import type { LineFacts, PlanFacts } from './present-plan.ts'

type Preview = Extract<Awaited<ReturnType<typeof previewDirectory>>, { readonly ok: true }>['value']
interface Chosen {
  readonly text: string
  readonly preview: Preview
}

/** Chooses a file, shows line by line what it would do, and takes it in at a yes. */
export function TakeInDirectory() {
  const t = useTranslations('directory')
  const { chosen, pending, look, take } = useTakingIn()
  const picker = useRef<HTMLInputElement>(null)
  const plan = chosen?.preview.plan ?? null
  const fault = chosen?.preview.file ?? null
  const writes = plan === null ? 0 : plan.added + plan.changed
  return (
    <Card
      title={t('file.title')}
      icon={<FileUp />}
      description={t('file.hint')}
      {...(plan !== null && { footer: <Button variant="primary" icon={<Check />} pending={pending} disabled={writes === 0} onClick={() => void take()}>{t('file.take', { count: writes })}</Button> })}
    >
      <Button icon={<FileUp />} pending={pending} onClick={() => picker.current?.click()}>{t('file.choose')}</Button>
      <input
        ref={picker}
        type="file"
        accept=".csv,text/csv"
        aria-label={t('file.choose')}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file !== undefined) void look(file)
        }}
      />
      {fault !== null && (
        <Callout tone="danger" title={t('file.refused')} className="mt-4">
          {fault.fault === 'columns' ? t('fileFault.columns', { missing: fault.missing.join(', ') }) : t(`fileFault.${fault.fault}`)}
        </Callout>
      )}
      {plan !== null && <Plan plan={plan} />}
    </Card>
  )
}

function useTakingIn() {
  const t = useTranslations('directory')
  const refusal = useRefusal()
  const router = useRouter()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [pending, setPending] = useState(false)
  const unreached = { ok: false, code: 'wire.disconnected' } as const
  const look = async (file: File): Promise<void> => {
    setPending(true)
    const text = await file.text()
    const answer = await previewDirectory({ text }).catch(() => unreached)
    setPending(false)
    if (answer.ok) setChosen({ text, preview: answer.value })
    else notify.error(refusal(answer.code), { code: answer.code })
  }
  const take = async (): Promise<void> => {
    setPending(true)
    const answer = await takeInDirectory({ text: chosen?.text ?? '' }).catch(() => unreached)
    setPending(false)
    if (!answer.ok) {
      notify.error(refusal(answer.code), { code: answer.code })
      return
    }
    setChosen(null)
    if (answer.value !== null) notify.success(t('done', { ...answer.value }))
    router.refresh()
  }
  return { chosen, pending, look, take }
}

const tones = { added: 'jade', changed: 'slate', same: 'neutral', refused: 'red' } as const

function Plan({ plan }: { readonly plan: PlanFacts }) {
  const t = useTranslations('directory')
  return (
    <section aria-label={t('plan.title')} className="mt-5">
      <p role="status" className="flex flex-wrap items-center gap-2">
        <span className="font-semibold">{t(`plan.${plan.kind}`)}</span>
        {(['added', 'changed', 'same', 'refused'] as const).map((fate) => <Badge key={fate} tone={tones[fate]}>{t(`count.${fate}`, { count: plan[fate] })}</Badge>)}
      </p>
      {plan.lines.length > 0 && (
        <div className="mt-3 overflow-x-auto rounded-card border border-line" tabIndex={0} role="group" aria-label={t('plan.lines')}>
          <table className="w-full text-left text-dense">
            <thead className="border-b border-line bg-sunken text-quiet">
              <tr>{(['line', 'key', 'name', 'fate'] as const).map((column) => <th key={column} scope="col" className={classNames('px-4 py-2 font-medium whitespace-nowrap max-sm:px-2', column === 'key' && 'max-sm:hidden')}>{t(`column.${column}`)}</th>)}</tr>
            </thead>
            <tbody className="divide-y divide-line">{plan.lines.map((line) => <Line key={line.line} line={line} />)}</tbody>
          </table>
        </div>
      )}
      {plan.more > 0 && <p className="mt-2 text-dense text-quiet">{t('plan.more', { count: plan.more })}</p>}
      {plan.refused > 0 && <p className="mt-2 text-dense text-quiet">{t('plan.refusedHint')}</p>}
    </section>
  )
}

const fieldWords = ['name', 'title', 'phone', 'department', 'role', 'specialties', 'head'] as const

function Line({ line }: { readonly line: LineFacts }) {
  const t = useTranslations('directory')
  const changed = fieldWords.filter((field) => line.fields.includes(field)).map((field) => t(`field.${field}`))
  return (
    <tr className="align-top">
      <td className="tabular px-4 py-2 text-quiet max-sm:px-2">{line.line}</td>
      <td className="tabular px-4 py-2 whitespace-nowrap max-sm:hidden">{line.key === '' ? '—' : line.key}</td>
      <td className="px-4 py-2 max-sm:px-2">{line.name}<span className="tabular block text-small text-quiet sm:hidden">{line.key}</span></td>
      <td className="px-4 py-2 max-sm:px-2">
        <Badge tone={tones[line.fate]}>{t(`fate.${line.fate}`)}</Badge>
        {line.fault !== null && <span className="block">{t(`fault.${line.fault}`)}</span>}
        {changed.length > 0 && <span className="block text-quiet">{changed.join(', ')}</span>}
      </td>
    </tr>
  )
}
