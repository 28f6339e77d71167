import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { acceptedAdvisories, readAudit } from './advisories.ts'
import { faultsOfLockfile, scriptedPackages, type LockedPackage, type Lockfile } from './lockfile.ts'

const read = (name: string): string => readFileSync(join(repositoryRoot, name), 'utf8')
const lockfile = JSON.parse(read('package-lock.json')) as Lockfile
const manifest = JSON.parse(read('package.json')) as LockedPackage
const npmrc = read('.npmrc')
/** The lockfile with one package changed or added. */
const changed = (path: string, more: LockedPackage): Lockfile => ({ ...lockfile, packages: { ...lockfile.packages, [path]: { ...lockfile.packages[path], ...more } } })
const faults = (one: Lockfile): readonly string[] => faultsOfLockfile(one, manifest, npmrc)

describe('the lockfile', () => {
  it('is whole', () => {
    expect(faults(lockfile)).toEqual([])
  })

  it.each([
    ['a package from elsewhere', changed('node_modules/zod', { resolved: 'https://packages.example/zod.tgz' }), 'node_modules/zod: does not come from https://registry.npmjs.org/'],
    ['a package from a repository', changed('node_modules/zod', { resolved: 'git+ssh://git@github.com/x/zod.git#abc' }), 'node_modules/zod: does not come from https://registry.npmjs.org/'],
    ['a package without a hash', changed('node_modules/x', { version: '1.0.0' }), 'node_modules/x: has no SHA-512'],
    ['a weak hash', changed('node_modules/zod', { integrity: 'sha1-abc' }), 'node_modules/zod: has no SHA-512'],
    ['a bundled package whose bundler has no hash', changed('node_modules/x/node_modules/y', { version: '1.0.0', inBundle: true }), 'node_modules/x/node_modules/y: has no SHA-512'],
    ['a linked folder', changed('node_modules/zod', { link: true }), 'node_modules/zod: is a link to a folder'],
    ['a program at install', changed('node_modules/zod', { hasInstallScript: true }), 'node_modules/zod: would run a program when it is installed, and is not on the list'],
    ['a listed program that is gone', changed('node_modules/esbuild', { hasInstallScript: false }), 'esbuild is on the list of programs but runs none any more'],
  ])('names %s', (_what, one, fault) => {
    expect(faults(one)).toEqual([fault])
  })

  it('names a version that is not exact, a difference, and an npm that lets programs run', () => {
    const { zod: version } = manifest.dependencies ?? {}
    const loose = { ...manifest, dependencies: { ...manifest.dependencies, zod: `^${version ?? ''}` } }
    expect(faultsOfLockfile(lockfile, loose, 'ignore-scripts=false')).toEqual(['.npmrc lets packages run their programs', 'package.json: zod is not one exact version', 'package.json and package-lock.json differ in zod'])
  })

  it('has a reason for each program that is not run', () => {
    expect(Object.values(scriptedPackages).filter((reason) => reason === '')).toEqual([])
  })
})

describe('what npm audit says', () => {
  const url = 'https://github.com/advisories/GHSA-aaaa'
  const report = (severity: string): string => JSON.stringify({ auditReportVersion: 2, vulnerabilities: { x: { via: [{ url, title: 'Prototype pollution', severity, range: '<2.0.0' }] }, y: { via: ['x'] } } })

  it('counts what is grave and not accepted', () => {
    const line = (words: string): string => `x <2.0.0: Prototype pollution (${words}) ${url}`
    expect(readAudit(report('critical'), '2026-11-22', {})).toEqual({ state: 'answered', grave: [line('critical')], other: [] })
    expect(readAudit(report('moderate'), '2026-11-22', {})).toEqual({ state: 'answered', grave: [], other: [line('moderate')] })
    const accepted = { [url]: { reason: 'never reached', since: '2026-12-05', until: '2027-01-01' } }
    expect(readAudit(report('high'), '2026-12-31', accepted)).toEqual({ state: 'answered', grave: [], other: [line('high, accepted until 2027-01-01: never reached')] })
    expect(readAudit(report('high'), '2027-01-01', accepted)).toMatchObject({ grave: [line('high')] })
    // Put off for longer than its severity has days, it counts as if nobody had.
    expect(readAudit(report('critical'), '2026-12-06', accepted)).toMatchObject({ grave: [line('critical')] })
    expect(readAudit(report('critical'), '2026-12-06', { [url]: { ...accepted[url], since: '2026-12-25' } })).toMatchObject({ grave: [] })
    expect(readAudit('{"vulnerabilities":{}}', '2026-11-22')).toEqual({ state: 'answered', grave: [], other: [] })
  })

  it('claims nothing where the registry did not answer', () => {
    expect(readAudit('{"error":{"code":"ENOAUDIT","summary":"Your configured registry does not support audit requests."}}', '2026-11-22')).toEqual({ state: 'unanswered', why: 'Your configured registry does not support audit requests.' })
    const refused = 'npm warn x\n{\n"message":"405 Method Not Allowed",\n"error":{"summary":"","detail":""}\n}\nnpm error audit endpoint returned an error'
    expect(readAudit(refused, '2026-11-22')).toEqual({ state: 'unanswered', why: '405 Method Not Allowed' })
    expect(readAudit('', '2026-11-22')).toEqual({ state: 'unanswered', why: 'npm audit gave no report' })
  })

  it('accepts nothing for ever', () => {
    expect(Object.values(acceptedAdvisories).every(({ reason, since, until }) => reason !== '' && [since, until].every((day) => /^\d{4}-\d\d-\d\d$/.test(day)))).toBe(true)
  })
})
