'use client'

import { Lock, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { shortcomings } from '#core/minutes/completeness.ts'
import type { MinutesDocument } from '#core/minutes/document.ts'
import type { MinutesForm } from '#core/minutes/form.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { freezeMinutes } from './actions.ts'
import { MinutesEditor, type Editor } from './minutes-editor.tsx'
import type { LiveMinutes } from './minutes-line.ts'
import { HistoryDialog } from './history-dialog.tsx'
import { MissingList } from './missing-list.tsx'
import type { RemarkView } from './present-remark.ts'
import { RemarksCard } from './remarks-card.tsx'
import { frozenWord, useLiveMinutes } from './use-live-minutes.ts'
import { useRemarks } from './use-remarks.ts'

interface MinutesDeskProps {
  readonly caseId: string
  readonly version: number
  readonly me: string
  readonly form: MinutesForm
  readonly document: MinutesDocument
  readonly mayFreeze: boolean
  readonly sessionEnded: boolean
  /** The paper's head, rendered on the server. */
  readonly head: ReactNode
  /** What the paper says below the text, rendered on the server. */
  readonly foot?: ReactNode
  /** In the room the text stands alone; on its own page beside what is missing. */
  readonly narrow?: boolean
}

/** As much of a remark as freezing asks about. */
const said = ({ kind, settledAs, authorName }: RemarkView) => ({ kind, authorName, settled: settledAs === null ? null : ({ as: settledAs } as const) })

/** The minutes while they are written: the paper form, who writes where, what is missing, and the chair's freeze. */
export function MinutesDesk({ caseId, version, me, form, document, mayFreeze, sessionEnded, head, foot, narrow = false }: MinutesDeskProps) {
  const t = useTranslations('minutes')
  const live = useLiveMinutes(caseId, version, me)
  const remarks = useRemarks(caseId, live)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [text, setText] = useState<MinutesDocument>(document)
  // The editor's schema has made this JSON; core reads it as the minutes it is.
  const onText = useCallback((json: unknown) => setText(json as MinutesDocument), [])
  const missing = useMemo(() => shortcomings(form, text, remarks.all.map(said)), [form, text, remarks.all])
  const paper = (
    <article className={narrow ? 'p-4' : '@container [--toolbar-top:4rem] mx-auto w-full max-w-[56rem] rounded-card border border-line bg-surface p-5 sm:p-8 lg:p-5 xl:p-10'}>
      {!narrow && head}
      {live === null
        ? <Skeleton className="mt-6 h-96 w-full" />
        : <MinutesEditor live={live} caseId={caseId} form={form} me={me} label={t('editor.label')} remarks={remarks.all} onText={onText} onEditor={setEditor} />}
      {!narrow && foot}
    </article>
  )
  const aside = (
    <aside className={narrow ? 'flex flex-col gap-4 p-4' : 'flex flex-col gap-4 self-start lg:sticky lg:top-20'}>
      <LinkState live={live} />
      <Card title={t('missing.title')}>
        <MissingList form={form} missing={missing} editor={live?.mayWrite === true ? editor : null} />
      </Card>
      {mayFreeze && <FreezeButton caseId={caseId} ready={missing.length === 0} sessionEnded={sessionEnded} onFrozen={() => live?.provider.sendStateless(frozenWord)} />}
      {!mayFreeze && missing.length === 0 && <Callout tone="info">{t('freeze.chairDoes', { chair: form.chair.name })}</Callout>}
      <HistoryDialog caseId={caseId} editor={editor} mayWrite={live?.mayWrite === true} />
      <RemarksCard caseId={caseId} editor={editor} remarks={remarks} mayWrite={live?.mayWrite === true} />
    </aside>
  )
  return narrow ? <div>{aside}{paper}</div> : <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">{paper}{aside}</div>
}

function LinkState({ live }: { readonly live: LiveMinutes | null }) {
  const t = useTranslations('minutes')
  if (live?.link === 'lost') return <Callout tone="warning" title={t('link.lost')}>{t('link.lostRemedy')}</Callout>
  if (live?.link === 'refused') return <Callout tone="danger" title={t('link.refused')}>{t('link.refusedRemedy')}</Callout>
  const readers = new Map((live?.readers ?? []).map((reader) => [reader.name, reader]))
  return (
    <Card title={t('readers.title')} icon={<Users />} description={live?.link === 'connected' ? t(live.mayWrite ? 'link.writing' : 'link.reading') : t('link.connecting')}>
      <ul className="flex flex-col gap-1 text-dense">
        {[...readers.values()].map(({ name, color }) => (
          <li key={name} className="flex items-center gap-2">
            <span aria-hidden className="size-2.5 rounded-full" style={{ backgroundColor: color }} /> {name}
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface FreezeButtonProps {
  readonly caseId: string
  readonly ready: boolean
  readonly sessionEnded: boolean
  /** Tells the others' screens before this one leaves. */
  readonly onFrozen: () => void
}

function FreezeButton({ caseId, ready, sessionEnded, onFrozen }: FreezeButtonProps) {
  const t = useTranslations('minutes')
  const refusal = useRefusal()
  const router = useRouter()
  const freeze = async (): Promise<void> => {
    const answer = await freezeMinutes({ case: caseId })
    if (answer.ok) {
      onFrozen()
      router.push(caseLinks.sign(caseId))
    } else notify.error(refusal(answer.code), { code: answer.code })
  }
  if (!sessionEnded) return <Callout tone="info">{t('freeze.afterSession')}</Callout>
  return (
    <AlertDialog
      title={t('freeze.title')}
      description={t('freeze.what')}
      confirmLabel={t('freeze.confirm')}
      tone="plain"
      onConfirm={freeze}
      trigger={<Button size="lg" icon={<Lock />} disabled={!ready}>{t('freeze.open')}</Button>}
    />
  )
}
