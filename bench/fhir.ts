import { createHash, randomUUID } from 'node:crypto'
import { makeIssueClient } from '#core/interop/manage-clients.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import type { Bench } from './bench.ts'
import { crowd, openCrowdedDatabase, type CrowdedDatabase } from './crowded-database.ts'
import { portalSettings } from './portal-settings.ts'

const atOnce = 8
const secondsPerRound = 5

/** Keeps `atOnce` questions going for some seconds and says how many were answered in a second. */
async function perSecond(ask: () => Promise<unknown>): Promise<number> {
  const until = performance.now() + secondsPerRound * 1_000
  let answered = 0
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      await ask()
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return answered / secondsPerRound
}

async function openInterface({ store, doctor, appUrl }: CrowdedDatabase) {
  // As far as the interface reads them; nothing else of the portal is started.
  Object.assign(process.env, portalSettings({ appUrl, authUrl: appUrl }, 'http://127.0.0.1'))
  const issue = makeIssueClient({
    atomically: store.atomically, clock: () => new Date(), newId: randomUUID, newSecret: randomUUID,
    digest: (data) => brandId<Sha256>(createHash('sha256').update(data).digest('hex')),
  })
  const issued = await issue({ ...doctor, roles: ['admin'] }, { name: 'HIS', scopes: ['system/*.read'] })
  if (!issued.ok) throw new Error(issued.error)
  const { answerFhirRequest } = await import('#web/server/fhir/fhir-server.ts')
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await answerFhirRequest(new Request(`http://127.0.0.1/fhir/${path}`, init), path.replace(/\?.*/, '').split('/'))
    if (response.status !== 200) throw new Error(`${path.replace(/\?.*/, '')} answered ${response.status}`)
    return response.json()
  }
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: issued.value.client.id, client_secret: issued.value.secret })
  const { access_token: token } = (await ask('token', { method: 'POST', body: form })) as { readonly access_token: string }
  return (path: string) => ask(path, { headers: { authorization: `Bearer ${token}` } })
}

/** What another system gets out of the FHIR interface, each look recorded. */
export const fhirBench: Bench = {
  name: 'fhir',
  purpose: `answers a second of the FHIR interface, ${atOnce} questions at once, among ${crowd.patients} patients, every look in the audit trail`,
  run: async ({ rounds }) => {
    const database = await openCrowdedDatabase()
    const ask = await openInterface(database)
    const found = await database.store.read(database.doctor, ({ patients }) => patients.search('nguyen', 50))
    const ids = found.map(({ patient }) => patient.id)
    let turn = 0
    const next = (): (typeof ids)[number] => ids[turn++ % ids.length] ?? brandId(randomUUID())
    const plain = () => database.store.read(database.doctor, ({ patients }) => patients.find(next()))
    const read = () => ask(`Patient/${next()}`)
    const search = () => ask(`Encounter?patient=${next()}`)
    const measured: { readonly plain: number; readonly read: number; readonly search: number }[] = []
    await Promise.all([plain(), read(), search()])
    for (let round = 0; round < rounds; round++) measured.push({ plain: await perSecond(plain), read: await perSecond(read), search: await perSecond(search) })
    const { portalStore } = await import('#web/server/store.ts')
    await portalStore().close()
    await database.close()
    const baseline = 'the bare row, no audit'
    return {
      voidRounds: 0,
      figures: [
        { name: baseline, unit: '/s', values: measured.map((one) => one.plain) },
        { name: 'read Patient', unit: '/s', values: measured.map((one) => one.read), baseline },
        { name: 'search Encounter by patient', unit: '/s', values: measured.map((one) => one.search), baseline },
      ],
      remarks: [
        'Handlers in the same process: without the gateway and without the network.',
        'A look asks the database three times: who the client is (a revoked one is nobody at once), the row, and the audit chain, which those who come together share. Each costs the portal about the CPU of the bare row.',
      ],
    }
  },
}
