import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { vi } from 'vitest'
import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import type { Actor } from '#core/directory/actor.ts'
import { makeIssueClient } from '#core/interop/manage-clients.ts'
import type { ClientScope } from '#core/interop/system-client.ts'
import { initialDocument } from '#core/minutes/initial-document.ts'
import { draftMinutes } from '#core/minutes/minutes.ts'
import { prefillForm } from '#core/minutes/prefill.ts'
import { sampleFacts } from '#core/minutes/test-facts.ts'
import { brandId, type ClientId, type Sha256 } from '#core/shared/ids.ts'
import { caseIdOf } from '#prisma/seed/cases/scenario.ts'
import { hospitalId, type DemoHospital } from '#prisma/seed/hospitals.ts'
import { person } from '#prisma/seed/people.ts'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { signByAll } from '#prisma/test-minutes.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

/** The FHIR interface of the demo world, over HTTP. */
export interface FhirWorld {
  readonly database: TestDatabase
  readonly store: Store
  /** Where it listens, without `/fhir`. */
  readonly base: string
  readonly letIn: (actor: Actor, scopes: readonly ClientScope[]) => Promise<{ readonly id: ClientId; readonly secret: string }>
  readonly askToken: (id: string, secret: string, scope?: string) => Promise<Response>
  readonly tokenFor: (actor: Actor, scopes: readonly ClientScope[]) => Promise<string>
  /** Has the minutes of a held session of the demo signed by chair and secretary. */
  readonly signMinutesOf: (held: string) => Promise<void>
  readonly close: () => Promise<void>
}

export const digest = (data: string | Uint8Array): Sha256 => brandId(createHash('sha256').update(data).digest('hex'))

export const administratorOf = (name: DemoHospital): Actor => ({ organization: hospitalId(name), practitioner: brandId(randomUUID()), roles: ['admin'] })

async function listen() {
  const answers = await import('./fhir-server.ts')
  let base = ''
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? '/', base)
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))
    const body = ['GET', 'HEAD'].includes(request.method ?? '') ? null : Buffer.concat(chunks)
    const answer = await answers.answerFhirRequest(
      new Request(url, { method: request.method ?? 'GET', headers, body }), url.pathname.replace(/^\/fhir\/?/, '').split('/').filter((part) => part !== ''))
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
  }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { server, base }
}

function settleEnvironment(database: TestDatabase): void {
  vi.stubEnv('APP_DATABASE_URL', database.appUrl)
  vi.stubEnv('AUTH_DATABASE_URL', database.authUrl)
  vi.stubEnv('SIGNALING_URL', 'http://127.0.0.1:1')
  vi.stubEnv('ARCHIVE_URL', 'http://127.0.0.1:1')
  for (const secret of ['AUTH_SECRET', 'TICKET_SECRET', 'PKI_SECRET', 'ARCHIVE_USER', 'ARCHIVE_PASSWORD', 'PACS_SECRET']) vi.stubEnv(secret, 'a secret of at least thirty-two letters')
}

async function signMinutesOf(database: TestDatabase, held: string): Promise<void> {
  const jobs = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
  const caseId = caseIdOf(held)
  const [chair, secretary] = ['thanhson', 'khanhlinh'].map((handle) => {
    const { id, account } = person(handle)
    return { ...prefillForm(sampleFacts()).chair, practitioner: id, organization: hospitalId('songHan'), name: account.name }
  })
  if (chair === undefined || secretary === undefined) throw new Error('a leader is missing')
  const form = { ...prefillForm(sampleFacts()), chair, secretary, members: [] }
  await jobs.forCase(caseId, (repositories) => signByAll(draftMinutes({ id: brandId(randomUUID()), case: caseId, form, document: initialDocument(sampleFacts()) }), repositories))
  await jobs.close()
}

/** Opens a database of its own with the demo world, and serves its FHIR interface. */
export async function openFhirWorld(): Promise<FhirWorld> {
  const database = await createTestDatabase()
  await seedDemo({ appUrl: database.appUrl, authUrl: database.authUrl, now: new Date(), composeBundle: composeSnapshotBundle })
  const store = createStore({ url: database.appUrl, applicationName: 'test' })
  settleEnvironment(database)
  const { server, base } = await listen()
  vi.stubEnv('PUBLIC_ORIGIN', base)
  const issue = makeIssueClient({ atomically: (actor, work) => store.atomically(actor, work), clock: () => new Date(), newId: randomUUID, digest, newSecret: () => randomUUID() })
  const letIn: FhirWorld['letIn'] = async (actor, scopes) => {
    const issued = await issue(actor, { name: 'HIS', scopes })
    if (!issued.ok) throw new Error(issued.error)
    return { id: issued.value.client.id, secret: issued.value.secret }
  }
  const askToken: FhirWorld['askToken'] = (id, secret, scope = '') =>
    fetch(`${base}/fhir/token`, {
      method: 'POST', headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
    })
  return {
    database, store, base, letIn, askToken,
    tokenFor: async (actor, scopes) => {
      const { id, secret } = await letIn(actor, scopes)
      return ((await (await askToken(id, secret)).json()) as { readonly access_token: string }).access_token
    },
    signMinutesOf: (held) => signMinutesOf(database, held),
    close: async () => {
      server.closeAllConnections()
      server.close()
      const { portalStore } = await import('#web/server/store.ts')
      await Promise.all([store.close(), portalStore().close()])
      await database.drop()
    },
  }
}
