import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { rowsBySql } from '#infra/testing/sql.ts'
import { demoPassword } from '#prisma/seed/demo-accounts.ts'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { filesNamed, openPage, type PageModule, type Params } from '#web/app/test-pages.ts'
import { callAuth, closePortal, cookiesOf, settlePortal, testOrigin } from '#web/app/test-visitors.ts'
import { repaired, type Complaints, type Stock } from './learn-input.ts'
import { mutated, oddTexts, oddValue } from './mutate.ts'
import { Random } from './random.ts'
import { describeReport, readOrder, runCases, timeFor, type Surface } from './run-cases.ts'

/** What a signed-in browser may ask of the portal: every route, page and server action of the file tree, each a little wrong. */

const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined, set: () => undefined, delete: () => undefined }) }))
vi.mock('next/server', async (original) => ({ ...(await original<object>()), connection: async () => undefined }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
vi.mock('next-intl/server', () => ({
  getTranslations: async () => Object.assign((key: string) => key, { rich: (key: string) => key, has: () => true, raw: () => '' }),
  getLocale: async () => 'en', getTimeZone: async () => 'Asia/Ho_Chi_Minh', getMessages: async () => ({}), getFormatter: async () => ({ dateTime: String, number: String, relativeTime: String }),
}))

const order = readOrder()
const web = join(repositoryRoot, 'web')
const app = join(web, 'app')
const people = ['thuha@balang.example', 'maihuong@songhan.example', 'ducthinh@songhan.example', 'khanhlinh@songhan.example', 'thuphuong@songhan.example', 'trungkien@songhan.example', 'nhatnam@balang.example', 'minhkhoi@ngocvan.example'] as const
const cookies = new Map<string, string>()
const routes = filesNamed(app, 'route.ts').filter((path) => path !== 'fhir/[[...path]]')
const pages = filesNamed(app, 'page.tsx')
/** Each server action, by the file it stands in. */
const actions = readdirSync(join(web, 'features'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name)).map((entry) => relative(repositoryRoot, join(entry.parentPath, entry.name)))
  .flatMap((file) => {
    const text = readFileSync(join(repositoryRoot, file), 'utf8')
    return text.startsWith(`'use server'`) ? [...text.matchAll(/export const (\w+) = action\(/g)].map(([, name = '']) => ({ file, name })) : []
  })
const wordsOf = (): readonly string[] => actions.flatMap(({ file }) => [...readFileSync(join(repositoryRoot, file), 'utf8').matchAll(/'([a-z][a-z-]{1,24})'/g)].map(([, word = '']) => word))
/** The furthest input that each action has taken so far. */
const learned = new Map<string, unknown>()
let stock: Stock = { ids: [], words: wordsOf() }
let database: TestDatabase
let data: string

type Input = { readonly who: string } & (
  | { readonly kind: 'route'; readonly path: string; readonly method: string; readonly params: Params; readonly query: string; readonly body: string | null; readonly type: string }
  | { readonly kind: 'page'; readonly path: string; readonly params: Params; readonly search: Params }
  | { readonly kind: 'action'; readonly file: string; readonly name: string; readonly input: unknown; readonly learns: string | null }
)

async function signIn(email: string): Promise<string> {
  const answer = await callAuth({ path: '/sign-in/email', body: { email, password: demoPassword }, address: `10.3.${people.findIndex((one) => one === email)}.${cookies.size}` })
  cookies.set(email, cookiesOf(answer))
  return cookiesOf(answer)
}

beforeAll(async () => {
  database = await createTestDatabase()
  await seedDemo({ appUrl: database.appUrl, authUrl: database.authUrl, now: new Date(), composeBundle: composeSnapshotBundle })
  settlePortal(database)
  data = await mkdtemp(join(tmpdir(), 'lien-vien-fuzz-'))
  vi.stubEnv('DATA_DIR', data)
  const tables = await rowsBySql<{ name: string }>(database.adminUrl, `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'id' AND data_type = 'uuid' ORDER BY 1`)
  const ids: string[] = []
  for (const { name } of tables) ids.push(...(await rowsBySql<{ id: string }>(database.adminUrl, `SELECT id FROM ${name} ORDER BY id LIMIT ${['consult_case', 'patient', 'practitioner', 'organization'].includes(name) ? 30 : 3}`)).map(({ id }) => id))
  stock = { ...stock, ids }
  for (const email of people) await signIn(email)
}, 120_000)
afterAll(async () => {
  await closePortal()
  await database.drop()
  await rm(data, { recursive: true, force: true })
})

/** Words of an address: NUL is turned away before the portal's pages and routes (web/proxy.ts), and a URL holds no half pairs. */
const plain = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()
const word = (random: Random): string => plain(random.oneIn(3) ? random.pick([...oddTexts]) : random.oneIn(2) ? (random.any(stock.ids) ?? '') : (random.any(stock.words) ?? ''))

/** Values for the parts of an address that stand in brackets. */
function paramsOf(path: string, random: Random): Params {
  const authPaths = [['sign-in', 'email'], ['get-session'], ['two-factor', 'verify-totp'], ['sign-up', 'email'], ['request-password-reset'], ['passkey', 'generate-authenticate-options'], ['callback', 'x']]
  const part = (name: string): string => {
    if (random.oneIn(3)) return word(random)
    return name === 'version' ? String(random.below(3)) : name.startsWith('sha') ? random.bytes(32).toString('hex') : (random.any(stock.ids) ?? '')
  }
  const several = (name: string): string[] => {
    if (path.includes('auth/')) return random.any(authPaths) ?? []
    if (!path.includes('dicomweb')) return Array.from({ length: random.between(1, 3) }, () => part(name))
    const changed = mutated(['studies', '1.2.3', 'series', '1.2.3.4', 'instances', '1.2.5', 'frames', '1'].slice(0, random.between(1, 8)), random)
    return (Array.isArray(changed) ? changed : [changed]).slice(0, 50).map(String)
  }
  return Object.fromEntries([...path.matchAll(/\[+(\.\.\.)?(\w+)\]+/g)].map(([, many, name = '']) => [name, many === undefined ? part(name) : several(name)]))
}

const fields = ['q', 'page', 'from', 'to', 'status', 'filter', 'sort', 'kind', 'title', 'patient', 'case', 'minutes', 'month', 'day', 'view', 'tab', 'limit', 'after', 'bytes', 'nonce', 'lang', 'next', 'format', 'organization']
const searchOf = (random: Random): Readonly<Record<string, string>> => Object.fromEntries(Array.from({ length: random.below(4) }, () => [random.any(fields) ?? 'q', word(random)]))

function make(random: Random): Input {
  const who = random.oneIn(40) ? '' : random.pick([...people])
  const kind = random.below(10)
  if (kind < 3) {
    const path = random.any(routes) ?? ''
    const body = JSON.stringify(random.oneIn(2) ? mutated({ id: random.any(stock.ids), patient: random.any(stock.ids), email: 'thuha@balang.example', password: 'x', code: '123456', text: word(random) }, random) : oddValue(random))
    const type = random.pick(['application/json', 'application/json', 'application/octet-stream', 'application/offset+octet-stream', 'image/png', 'text/plain', 'x'])
    return { kind: 'route', who, path, method: random.pick(['GET', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']), params: paramsOf(path, random), query: new URLSearchParams(searchOf(random)).toString(), body, type }
  }
  if (kind < 5) {
    const path = random.any(pages) ?? ''
    return { kind: 'page', who, path, params: paramsOf(path, random), search: random.oneIn(6) ? { ...searchOf(random), q: [word(random), word(random)] } : searchOf(random) }
  }
  const { file, name } = random.any(actions) ?? { file: '', name: '' }
  const known = learned.get(`${file}:${name}`)
  const changes = known !== undefined && !random.oneIn(4)
  return { kind: 'action', who, file, name, input: changes ? mutated(known, random) : (known ?? {}), learns: changes ? null : String(random.next()) }
}

const digestOf = (cause: unknown): string => (typeof cause === 'object' && cause !== null && 'digest' in cause ? String(cause.digest) : '')

async function askRoute({ path, method, params, query, body, type }: Extract<Input, { kind: 'route' }>, headers: Headers): Promise<string> {
  const handlers = (await import(/* @vite-ignore */ join(app, path, 'route.ts'))) as Readonly<Record<string, ((request: Request, context: { readonly params: Promise<Params> }) => Promise<Response>) | undefined>>
  const handler = handlers[method]
  if (handler === undefined) return '405'
  const own = path.replace(/\[+(?:\.\.\.)?(\w+)\]+/g, (_all, name: string) => [params[name] ?? ''].flat().map((part) => encodeURIComponent(part.toWellFormed())).join('/'))
  headers.set('content-type', type)
  headers.set('tus-resumable', '1.0.0')
  headers.set('upload-length', String((body?.length ?? 0) % 5_000))
  headers.set('upload-offset', '0')
  const sends = body !== null && !['GET', 'HEAD'].includes(method)
  const answer = await handler(new Request(`${testOrigin}/${own}?${query}`, { method, headers, ...(sends && { body }) }), { params: Promise.resolve(params) })
  const said = await answer.text()
  // No archive and no signaling stands behind the portal here, and it says so: that is an outage that has its own code.
  const declared = answer.status > 500 && (!said.includes('portal.failed') || path === 'api/health')
  if (answer.status >= 500 && !declared) throw new Error(`${method} ${path} answered ${answer.status}: ${said.slice(0, 200)}`)
  return `route ${answer.status}`
}

type Action = (input: unknown) => Promise<{ readonly ok: boolean; readonly code?: string; readonly fields?: Complaints }>

async function callAction({ file, name, input, learns, who }: Extract<Input, { kind: 'action' }>): Promise<string> {
  const run = ((await import(/* @vite-ignore */ join(repositoryRoot, file))) as Readonly<Record<string, Action | undefined>>)[name]
  if (run === undefined) return 'gone'
  const random = new Random(learns ?? '')
  let asked = input
  for (let round = 0; ; round += 1) {
    const answer = await run(asked)
    if (answer.code === 'portal.failed') throw new Error(`${name} failed inside, asked by ${who} with ${JSON.stringify(asked).slice(0, 500)}`)
    if (answer.code === 'auth.signed-out' && who !== '') await signIn(who)
    if (learns !== null && answer.code !== 'request.invalid') learned.set(`${file}:${name}`, asked)
    if (learns === null || answer.fields === undefined || round === 8) return `action ${answer.ok ? 'done' : answer.code}`
    asked = repaired(asked, answer.fields, { stock, random })
  }
}

const surface: Surface<Input> = {
  name: 'http',
  make,
  attempt: (input) => {
    const headers = new Headers({ cookie: cookies.get(input.who) ?? '', origin: testOrigin, 'x-real-ip': '10.9.9.9' })
    return visitors.run(headers, async () => {
      try {
        if (input.kind === 'route') return await askRoute(input, headers)
        if (input.kind === 'action') return await callAction(input)
        const { status } = await openPage((await import(/* @vite-ignore */ join(app, input.path, 'page.tsx'))) as PageModule, input.params, input.search)
        return `page ${String(status).split(' ')[0] ?? ''}`
      } catch (cause) {
        // Next turns these into an answer.
        if (/^NEXT_(REDIRECT|HTTP_ERROR_FALLBACK)/.test(digestOf(cause))) return 'sent elsewhere'
        throw new Error(`${input.kind} ${'path' in input ? input.path : input.name}: ${cause instanceof Error ? (cause.stack ?? '') : String(cause)}`, { cause })
      }
    })
  },
  write: (input) => Buffer.from(JSON.stringify(input)),
  read: (kept) => JSON.parse(kept.toString()) as Input,
}

it('the portal answers or refuses whatever a browser asks, and never fails', { timeout: timeFor(order), retry: 0 }, async () => {
  const report = await runCases(surface, order)
  console.log(describeReport(surface.name, order, report))
  console.log(`      ${learned.size} of ${actions.length} actions were reached behind their input`)
  expect(report.cases).toBeGreaterThan(0)
})
