import { describe, expect, it } from 'vitest'
import { Random } from '#infra/fuzz/random.ts'
import { coresFor, demands, meanRoom, roomLoad, roomsAtOnce } from './capacity-model.ts'
import { simulate } from './capacity-simulation.ts'

describe('the capacity model', () => {
  it.each(Object.entries(demands))('agrees with a simulation of busy days: %s', (_name, demand) => {
    const seen = simulate(demand, demand.hospitals > 100 ? 20 : 300, new Random('capacity'))
    const told = roomsAtOnce(demand)
    expect(Math.abs(seen.rooms.mean - told.mean) / told.mean).toBeLessThan(0.05)
    expect(Math.abs(seen.rooms.p99 - told.p99)).toBeLessThanOrEqual(Math.max(1, told.p99 * 0.05))
    expect(Math.abs(seen.packets.mean - told.mean * meanRoom(demand)) / seen.packets.mean).toBeLessThan(0.07)
  })

  it('grows with every site, and no site receives more than a district line carries', () => {
    expect(roomLoad(4).packetsOut).toBeGreaterThan(roomLoad(2).packetsOut)
    expect(roomLoad(23).siteMbitDown).toBeLessThan(4)
    expect(roomLoad(23).siteMbitDown).toBe(roomLoad(50).siteMbitDown)
    expect(coresFor(1e6 / 15.3)).toBeCloseTo(1 / 0.6)
  })
})
