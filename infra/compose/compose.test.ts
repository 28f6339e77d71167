import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { readGatewayEnv } from '#infra/gateway/env.ts'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { loadSecrets } from '#infra/start/secrets.ts'
import { readTurnEnv } from '#infra/turn/env.ts'
import { readSettings as readJobsSettings } from '#jobs/env.ts'
import { readSettings as readSfuSettings } from '#sfu/env.ts'
import { readSettings as readSignalingSettings } from '#signaling/env.ts'
import { settle } from './settle.ts'

/** The Compose files against what the code reads; a container engine is not needed. */

const { load } = createRequire(import.meta.url)('js-yaml') as { readonly load: (text: string) => unknown }
const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')

const environment = z.record(z.string(), z.string())
/** The part of the Compose specification that the file uses; anything else in it is a slip of the pen. */
const service = z.strictObject({
  image: z.string(), build: z.strictObject({ context: z.string(), dockerfile: z.string(), target: z.string() }).optional(),
  network_mode: z.literal('host'), user: z.string().regex(/^[1-9]\d*:\d+$/), read_only: z.literal(true),
  restart: z.string().regex(/^(unless-stopped|on-failure:\d+)$/), init: z.boolean().optional(), cap_drop: z.tuple([z.literal('ALL')]), cap_add: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(), tmpfs: z.array(z.string()).optional(), shm_size: z.string().optional(), stop_grace_period: z.string().optional(),
  logging: z.unknown().optional(), profiles: z.array(z.string()).optional(), command: z.array(z.string()).optional(), environment: environment.optional(),
  secrets: z.array(z.union([z.string(), z.strictObject({ source: z.string(), target: z.string() })])).optional(), volumes: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.enum(['service_healthy', 'service_started', 'service_completed_successfully']) })).optional(),
  healthcheck: z.strictObject({ test: z.array(z.string()).min(2), interval: z.string(), timeout: z.string(), retries: z.int(), start_period: z.string() }).optional(),
})
const compose = z.object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()), secrets: z.record(z.string(), z.strictObject({ file: z.string() })) }).parse(load(read('compose.yaml')))
const services = Object.entries(compose.services)
const ours = services.filter(([, { image }]) => image.startsWith('lien-vien/'))

/** `${NAME:-fallback}` and `${NAME:?why}` as Compose puts them in. */
const interpolated = (text: string, given: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (...[, name = '', kind, rest = '']: string[]) => given[name] ?? (kind === '-' ? rest : `missing ${name}`))

const given = { PUBLIC_ORIGIN: 'https://hoichan.benhvien.vn', PUBLIC_HOST: 'hoichan.benhvien.vn', SFU_ANNOUNCED_ADDRESS: '10.1.2.3', TURN_URLS: 'turn:hoichan.benhvien.vn:34780?transport=udp' }

describe('compose.yaml', () => {
  it('names only services, volumes and secrets that it declares', () => {
    for (const [name, { depends_on = {}, volumes = [], secrets = [] }] of services) {
      for (const other of Object.keys(depends_on)) expect([name, other in compose.services]).toEqual([name, true])
      for (const volume of volumes.map((one) => one.replace(/\$\{[^}]*\}/, './x').split(':')[0] ?? '').filter((one) => !one.startsWith('.'))) expect([name, volume in compose.volumes]).toEqual([name, true])
      for (const secret of secrets) expect([name, (typeof secret === 'string' ? secret : secret.source) in compose.secrets]).toEqual([name, true])
    }
  })

  it('watches the health of everything that stays, and waits for what must be there first', () => {
    expect(services.filter(([, one]) => one.healthcheck === undefined).map(([name]) => name)).toEqual(['migrate'])
    for (const [name, { depends_on = {} }] of services)
      for (const [other, { condition }] of Object.entries(depends_on))
        if (condition === 'service_healthy') expect([name, other, compose.services[other]?.healthcheck !== undefined]).toEqual([name, other, true])
  })

  it('runs only stages that the Dockerfile has, and mounts only files that are there', () => {
    const stages = [...read('Dockerfile').matchAll(/^FROM \S+ AS (\w+)$/gm)].map(([, name]) => name)
    for (const [name, { build }] of ours) if (build !== undefined) expect([name, stages]).toEqual([name, expect.arrayContaining([build.target])])
    const there = readdirSync(import.meta.dirname, { recursive: true }).map(String)
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes).filter((one) => one.startsWith('./')).map((one) => (one.split(':')[0] ?? '').slice(2))
    for (const file of mounted) expect([file, there.includes(file)]).toEqual([file, true])
  })

  it('keeps out of the images what the repository keeps out of itself, secrets first of all', () => {
    const linesOf = (path: string): readonly string[] => readFileSync(join(repositoryRoot, path), 'utf8').split('\n').filter((line) => line !== '' && !/^[#!]/.test(line))
    const kept = linesOf('.dockerignore').map((line) => line.replace('**/', ''))
    const left = [...linesOf('.gitignore'), ...linesOf('infra/compose/.gitignore')].map((line) => line.replace(/\/$/, '')).filter((line) => !kept.some((one) => line === one || line.startsWith(`${one}/`)))
    expect([left, kept.includes('.git')]).toEqual([[], true])
  })

  it('hands over secrets as files, never in the environment', () => {
    for (const [name, { environment: own = {} }] of services)
      for (const variable of Object.keys(own)) expect([name, variable]).toEqual([name, expect.not.stringMatching(/(SECRET|PASSWORD|KEY)$/)])
  })

  it('sets only variables that some part of the code reads', () => {
    const readers = ['web/server/env.ts', 'signaling/env.ts', 'sfu/env.ts', 'jobs/env.ts', 'infra/gateway/env.ts', 'infra/turn/env.ts', 'infra/start/settings.ts', 'infra/start/environment.ts', 'infra/compose/settle.ts']
    const sources = readers.map((file) => readFileSync(join(repositoryRoot, file), 'utf8')).join('\n')
    for (const [name, { environment: own = {} }] of ours) for (const variable of Object.keys(own)) expect([name, variable, new RegExp(`\\b${variable}\\b`).test(sources)]).toEqual([name, variable, true])
  })
})

describe('the environment of the containers', () => {
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lien-vien-compose-'))
    await loadSecrets(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is what every process of ours reads at its start', async () => {
    const [, portal] = services.find(([name]) => name === 'portal') ?? []
    const own = Object.fromEntries(Object.entries(portal?.environment ?? {}).map(([name, text]) => [name, interpolated(text, given)]))
    for (const [name, value] of Object.entries({ ...own, SECRETS_DIR: folder, DATA_DIR: '/data', TURNSERVER_BIN: import.meta.filename })) vi.stubEnv(name, value)
    const { variables } = await settle()
    vi.unstubAllEnvs()
    expect(readSfuSettings(variables)).toMatchObject({ media: { announcedAddress: '10.1.2.3', listenAddress: '0.0.0.0' } })
    expect(readSignalingSettings(variables)).toMatchObject({ publicOrigin: 'https://hoichan.benhvien.vn', relay: { urls: ['turn:hoichan.benhvien.vn:34780?transport=udp'] } })
    expect(readJobsSettings(variables)).toMatchObject({ publicOrigin: 'https://hoichan.benhvien.vn', notify: { mail: null } })
    expect(readGatewayEnv(variables)).toMatchObject({ TRUSTED_PROXIES: ['127.0.0.1'] })
    expect(readTurnEnv(variables)).toMatchObject({ TURN_PORT: 34_780, TURN_LISTEN_ADDRESS: '0.0.0.0' })
    expect(Object.values(variables).join('\n')).not.toMatch(/missing [A-Z_]+/)
  })
})

describe('what Prometheus and Grafana are given', () => {
  const metrics = (): ReadonlySet<string> => {
    const text = ['web/server/metrics.ts', 'signaling/room-metrics.ts', 'sfu/sfu-metrics.ts', 'jobs/compose.ts', 'jobs/audit-watch.ts', 'jobs/filing.ts']
      .map((file) => readFileSync(join(repositoryRoot, file), 'utf8')).join('\n')
    const sfu = [...text.matchAll(/(?:gauge|perWorker)\('(\w+)'/g)].flatMap(([, name = '']) => [`lienvien_sfu_${name}`, `lienvien_sfu_worker_${name}`])
    return new Set([...text.matchAll(/\b(?:lienvien|portal)_[a-z_]+/g)].map(([name]) => name).concat(sfu))
  }
  const named = (text: string): readonly string[] => [...text.matchAll(/\b(?:lienvien|portal)_[a-z_]+/g)].map(([name]) => name.replace(/_(bucket|count|sum)$/, ''))

  it('asks only for measures that the processes have', () => {
    const known = metrics()
    const asked = [...named(read('alerts.yml')), ...named(read('grafana/lien-vien.json'))]
    expect(asked.length).toBeGreaterThan(10)
    expect(asked.filter((name) => !known.has(name))).toEqual([])
  })

  it('has rules with a severity and an action, and a dashboard that parses', () => {
    const rule = z.strictObject({ alert: z.string(), expr: z.string(), for: z.string().optional(), labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }), annotations: z.strictObject({ summary: z.string(), action: z.string() }) })
    const { groups } = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(rule) })) }).parse(load(read('alerts.yml')))
    expect(groups.flatMap(({ rules }) => rules).length).toBeGreaterThan(8)
    expect(z.object({ panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })) }).parse(JSON.parse(read('grafana/lien-vien.json'))).panels.length).toBeGreaterThan(10)
    for (const file of ['prometheus.yml', 'grafana/datasource.yaml', 'grafana/dashboards.yaml']) expect(load(read(file))).toBeTypeOf('object')
  })
})
