import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { repositoryRoot } from '#infra/setup/paths.mjs'

/** The chart, rendered with its own values by the little of the template language that it uses; no Helm is needed. */

const { load, loadAll } = createRequire(import.meta.url)('js-yaml') as { readonly load: (text: string) => unknown; readonly loadAll: (text: string) => readonly unknown[] }
const chart = join(import.meta.dirname, 'lien-vien')
const values = load(readFileSync(join(chart, 'values.yaml'), 'utf8'))
const scope = { Values: values, Release: { Name: 'trial' } }

function valueAt(path: string): string {
  const found = path.split('.').slice(1).reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>)[key] : undefined), scope)
  if (typeof found !== 'string' && typeof found !== 'number') throw new Error(`the chart has no value ${path}`)
  return String(found)
}

/** Conditions stand on lines of their own; everything else is a value, quoted or not. */
function render(template: string): string {
  const kept = template.replace(/^\s*\{\{-? if (\S+) \}\}\n([\s\S]*?)^\s*\{\{-? end \}\}\n/gm, (_all, path: string, inner: string) => (valueAt(path) === '' ? '' : inner))
  return kept.replace(/\{\{ (\S+)( \| quote)? \}\}/g, (_all, path: string, quoted?: string) => (quoted === undefined ? valueAt(path) : JSON.stringify(valueAt(path))))
}

const templates = readdirSync(join(chart, 'templates'))
const object = z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata: z.looseObject({ name: z.string() }), spec: z.unknown().optional() })
const objects = templates.flatMap((file) => loadAll(render(readFileSync(join(chart, 'templates', file), 'utf8'))).filter((one) => one !== null).map((one) => object.parse(one)))
const of = (kind: string) => objects.filter((one) => one.kind === kind)

const container = z.looseObject({
  name: z.string(), image: z.string().regex(/^lien-vien\/\w+:[\w.-]+$/), args: z.tuple([z.string()]),
  securityContext: z.strictObject({ allowPrivilegeEscalation: z.literal(false), readOnlyRootFilesystem: z.literal(true), capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }) }),
  env: z.array(z.looseObject({ name: z.string() })).optional(),
})
const workload = z.looseObject({
  template: z.looseObject({ spec: z.looseObject({ securityContext: z.looseObject({ runAsNonRoot: z.literal(true) }), containers: z.tuple([container]), automountServiceAccountToken: z.literal(false) }) }),
})
const workloads = [...of('Deployment'), ...of('StatefulSet'), ...of('Job')].map((one) => ({ kind: one.kind, name: one.metadata.name, spec: workload.parse(one.spec) }))
const settings = Object.entries(z.looseObject({ data: z.record(z.string(), z.string()) }).parse(of('ConfigMap')[0]).data)

describe('the chart', () => {
  it('renders every template to objects with a name, none of them twice', () => {
    expect(templates.length).toBeGreaterThan(6)
    const names = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`)
    expect(new Set(names).size).toBe(names.length)
  })

  it('runs every process that a container of ours can be, without root and on a read-only disk', () => {
    const entry = readFileSync(join(repositoryRoot, 'infra', 'compose', 'run.ts'), 'utf8')
    const known = [...(/const names = \[([^\]]+)\]/.exec(entry)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name).concat('migrate')
    const run = workloads.map(({ spec }) => spec.template.spec.containers[0].args[0])
    expect(run.filter((name) => !known.includes(name))).toEqual([])
    expect(known.filter((name) => name !== 'wal' && !run.includes(name ?? ''))).toEqual([])
  })

  it('leads each service to pods that are there, and has each service that a setting names', () => {
    const parts = workloads.map(({ name }) => name.replace('trial-', ''))
    for (const { metadata, spec } of of('Service')) {
      const { selector } = z.looseObject({ selector: z.looseObject({ part: z.string() }) }).parse(spec)
      expect([metadata.name, parts]).toEqual([metadata.name, expect.arrayContaining([selector.part])])
    }
    const services = of('Service').map(({ metadata }) => metadata.name)
    const asked = settings.flatMap(([, text]) => /^http:\/\/(trial-\w+):/.exec(text)?.[1] ?? [])
    expect(asked).toHaveLength(4)
    expect(asked.filter((name) => !services.includes(name))).toEqual([])
  })

  it('sets only variables that some part of the code reads', () => {
    const readers = ['web/server/env.ts', 'signaling/env.ts', 'sfu/env.ts', 'jobs/env.ts', 'infra/gateway/env.ts', 'infra/turn/env.ts', 'infra/start/settings.ts', 'infra/start/environment.ts', 'infra/compose/settle.ts']
    const sources = readers.map((file) => readFileSync(join(repositoryRoot, file), 'utf8')).join('\n')
    const own = workloads.flatMap(({ spec }) => (spec.template.spec.containers[0].env ?? []).map(({ name }) => name))
    // Kubernetes itself puts POD_IP together with a port.
    for (const name of [...settings.map(([one]) => one), ...own].filter((one) => one !== 'POD_IP')) expect([name, new RegExp(`\\b${name}\\b`).test(sources)]).toEqual([name, true])
  })

  it('keeps replicated processes through a disruption, and lets the portal grow', () => {
    const guarded = of('PodDisruptionBudget').map(({ metadata }) => metadata.name)
    const replicated = workloads.filter(({ spec }) => Number(spec['replicas']) > 1).map(({ name }) => name)
    expect(replicated.length).toBeGreaterThan(2)
    expect(replicated.filter((name) => !guarded.includes(name))).toEqual([])
    expect(of('HorizontalPodAutoscaler')).toHaveLength(1)
  })

  it('gives each signaling process a name and an address of its own', () => {
    const [signaling] = workloads.filter(({ name }) => name === 'trial-signaling')
    expect(signaling?.kind).toBe('StatefulSet')
    expect(signaling?.spec.template.spec.containers[0].env?.map(({ name }) => name)).toEqual(expect.arrayContaining(['SIGNALING_NODE', 'SIGNALING_NODE_ADDRESS']))
  })
})
