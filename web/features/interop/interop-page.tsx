import { Database, Network, PlugZap, ShieldX } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { Actor } from '#core/directory/actor.ts'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { portal } from '#web/server/compose.ts'
import { portalEnv } from '#web/server/env.ts'
import { ClientList } from './client-list.tsx'
import { presentClient } from './client-view.ts'
import { IssueDialog } from './issue-dialog.tsx'
import { SourceDialog } from './source-dialog.tsx'

const address = (text: string) => <code className="text-dense break-all">{text}</code>

/** Which other systems may come in, and by which addresses. */
export async function InteropPage({ actor }: { readonly actor: Actor }) {
  const t = await getTranslations('interop')
  const clients = await portal().listClients(actor)
  if (!clients.ok) {
    return (
      <>
        <PageHeader title={t('title')} description={t('description')} />
        <EmptyState icon={<ShieldX />} title={t('notAllowed')} description={t('notAllowedHint')} />
      </>
    )
  }
  const found = await portal().viewFhirSource(actor)
  const source = found.ok ? found.value : null
  const base = `${portalEnv().PUBLIC_ORIGIN}/fhir`
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={<IssueDialog />} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Card title={t('clients')} icon={<PlugZap />}>
          {clients.value.length === 0
            ? <EmptyState icon={<PlugZap />} title={t('none')} description={t('noneHint')} />
            : <ClientList clients={clients.value.map(presentClient)} />}
        </Card>
        <div className="grid gap-4">
          <Card title={t('source.title')} icon={<Database />} actions={<SourceDialog url={source?.url ?? ''} />}>
            {source === null ? <p className="text-quiet">{t('source.none')}</p> : (
              <>
                {address(source.url)}
                <p className="text-dense text-quiet">{t(source.hasToken ? 'source.hasToken' : 'source.noToken')}</p>
              </>
            )}
          </Card>
          <Card title={t('addresses')} icon={<Network />}>
            <KeyValueList items={[
              { term: t('base'), value: address(base) },
              { term: t('token'), value: address(`${base}/token`) },
              { term: t('hl7'), value: <>{t('hl7Hint')} {address(actor.organization)}</> },
            ]}
            />
          </Card>
        </div>
      </div>
    </>
  )
}
