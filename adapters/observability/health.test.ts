import { Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { checkHealth } from './health.ts'

const base = { component: 'sfu', version: '1.0.0', metrics: new Registry() } as const

describe('checkHealth', () => {
  it('is up when every part answers', async () => {
    const health = await checkHealth({ ...base, checks: { worker: () => Promise.resolve() } })
    expect(health).toMatchObject({ component: 'sfu', status: 'up', checks: { worker: { status: 'up' } } })
  })

  it('is down when one part fails, and says which', async () => {
    const checks = { database: () => Promise.reject(new Error('gone')), worker: () => Promise.resolve() }
    const health = await checkHealth({ ...base, checks })
    expect(health.status).toBe('down')
    expect(health.checks['database']?.status).toBe('down')
    expect(health.checks['worker']?.status).toBe('up')
  })
})
