'use client'

import { Download, FileCheck2, ShieldCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useQuery } from '@tanstack/react-query'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { Moment } from '#web/ui/moment.tsx'
import { PdfPages } from '#web/ui/pdf-pages.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { viewSigning } from './actions.ts'
import { AmendDialog } from './amend-dialog.tsx'
import { DelegationActions } from './delegation-actions.tsx'
import { KeyForm } from './key-form.tsx'
import { minutesFileAddress } from './minutes-file-address.ts'
import { OutsideKeyForm, type OutsideKind } from './outside-key-form.tsx'
import type { SigningView } from './present-signing.ts'
import { ReturnDialog } from './return-dialog.tsx'
import { SignForm } from './sign-form.tsx'
import { SignedBefore } from './signed-before.tsx'
import { SignerChain } from './signer-chain.tsx'

interface SigningDeskProps {
  readonly caseId: string
  readonly initial: SigningView
  readonly hasKey: boolean
  readonly outsideKinds: readonly OutsideKind[]
}

/** Others sign meanwhile, and the first PDF takes a moment: the desk looks again at this pace, in milliseconds. */
const pace = { frozen: 700, signing: 3_000, signed: 1_500 } as const

/** Exactly the sealed page at the left, the chain of signers at the right, one PIN field. */
export function SigningDesk({ caseId, initial, hasKey, outsideKinds }: SigningDeskProps) {
  const t = useTranslations('minutes')
  const view = useSigningView(caseId, initial)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="order-2 lg:order-1">
        {view.current.sealed === null ? (
          <div aria-live="polite">
            <p className="mb-3 text-quiet">{t('sign.rendering')}</p>
            <Skeleton className="aspect-[210/297] w-full" />
          </div>
        ) : (
          <PdfPages address={minutesFileAddress({ caseId, version: view.current.version, sealed: view.current.sealed })} label={t('pdf.label', { code: view.current.code })} />
        )}
      </div>
      <aside className="order-1 flex flex-col gap-4 self-start lg:sticky lg:top-20 lg:order-2">
        <Card title={t('sign.chain')} icon={<ShieldCheck />} description={t('sign.version', { code: view.current.code, version: view.current.version })}>
          <SignerChain signers={view.current.signers} />
        </Card>
        <MyPart caseId={caseId} view={view.current} hasKey={hasKey} outsideKinds={outsideKinds} refresh={view.refresh} />
        <SignedBefore caseId={caseId} versions={view.current.signedBefore} />
        {view.current.returned.map((one) => (
          <Callout key={one.version} tone="warning" title={t('return.happened', { version: one.version })}>
            {one.returnedBy}, <Moment at={one.returnedAt} />: “{one.reason}”
            {one.signatures > 0 && <span className="block">{t('return.voided', { count: one.signatures })}</span>}
          </Callout>
        ))}
      </aside>
    </div>
  )
}

function useSigningView(caseId: string, initial: SigningView): { readonly current: SigningView; readonly refresh: () => void } {
  const router = useRouter()
  const query = useQuery({
    queryKey: ['signing', caseId],
    queryFn: async () => {
      const answer = await viewSigning({ case: caseId })
      if (!answer.ok) throw new Error(answer.code)
      if (answer.value.status === 'draft') router.push(caseLinks.minutes(caseId))
      return answer.value
    },
    initialData: initial,
    refetchInterval: ({ state: { data } }) => {
      if (data?.status === 'frozen') return pace.frozen
      if (data?.status === 'signing') return pace.signing
      return data?.status === 'signed' && data.receipt === null ? pace.signed : false
    },
  })
  return { current: query.data, refresh: () => void query.refetch() }
}

interface MyPartProps {
  readonly caseId: string
  readonly view: SigningView
  readonly hasKey: boolean
  readonly outsideKinds: readonly OutsideKind[]
  readonly refresh: () => void
}

function MyPart({ caseId, view, hasKey, outsideKinds, refresh }: MyPartProps) {
  const t = useTranslations('minutes')
  const router = useRouter()
  return (
    <>
      {view.receipt !== null && (
        <Callout tone="success" title={t('filed.title')}>
          <Moment at={view.receipt.filedAt} /> · {t('filed.receipt')} <span className="tabular break-all">{view.receipt.receipt}</span>
        </Callout>
      )}
      {view.status === 'signing' && view.turn === 'mine' && (
        <Card title={t('sign.yourTurn')} tone="jade">
          {hasKey
            ? <SignForm caseId={caseId} version={view.version} onSigned={refresh} />
            : <KeyForm onIssued={() => router.refresh()} />}
          {outsideKinds.length > 0 && <div className="mt-4"><OutsideKeyForm kinds={outsideKinds} onRegistered={() => router.refresh()} /></div>}
        </Card>
      )}
      {view.status === 'signing' && view.turn !== 'mine' && <Callout tone="info">{t(`sign.turn.${view.turn}`)}</Callout>}
      {!hasKey && (view.status === 'frozen' || view.turn === 'later') && view.signers.some(({ isMe }) => isMe) && (
        <Card title={t('key.early')}><KeyForm onIssued={() => router.refresh()} /></Card>
      )}
      {view.status === 'signed' && view.receipt === null && <Callout tone="info">{t('filed.pending')}</Callout>}
      <div className="flex flex-wrap gap-2">
        {view.sealed !== null && (
          <ButtonLink href={minutesFileAddress({ caseId, version: view.version, sealed: view.sealed, as: 'download' })} variant="secondary" icon={<Download />}>
            {t('pdf.download')}
          </ButtonLink>
        )}
        {view.sealed !== null && view.status === 'signed' && ([['fhir-xml', 'pdf.fhirXml'], ['fhir-json', 'pdf.fhirJson'], ['json', 'pdf.json']] as const).map(([as, word]) => (
          <ButtonLink key={as} href={minutesFileAddress({ caseId, version: view.version, sealed: view.sealed ?? '', as })} variant="quiet" icon={<Download />}>{t(word)}</ButtonLink>
        ))}
        {view.mayReturn && (
          <ReturnDialog caseId={caseId} version={view.version} onReturned={() => router.push(caseLinks.minutes(caseId))} />
        )}
        {(view.status === 'frozen' || view.status === 'signing') && <DelegationActions caseId={caseId} signers={view.signers} onChanged={refresh} />}
        {view.mayAmend && <AmendDialog caseId={caseId} />}
        {view.receipt !== null && (
          <ButtonLink href={caseLinks.page(caseId)} icon={<FileCheck2 />}>{t('filed.back')}</ButtonLink>
        )}
      </div>
    </>
  )
}
