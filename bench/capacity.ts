// node bench/capacity.ts [--days N] [--seed S]: what a district, a province and the country need, by the model and by a simulation beside it.
import { parseArgs } from 'node:util'
import { Random } from '#infra/fuzz/random.ts'
import { coresFor, demands, meanRoom, roomLoad, roomsAtOnce } from './capacity-model.ts'
import { simulate } from './capacity-simulation.ts'

const { values } = parseArgs({ options: { days: { type: 'string', default: '250' }, seed: { type: 'string', default: '2026' } } })

console.log('sites  packets/s out  Mbit/s in  Mbit/s out  one site down/up  rooms on a core')
for (const sites of [2, 4, 10, 23, 50]) {
  const { packetsOut, mbitIn, mbitOut, siteMbitDown, siteMbitUp } = roomLoad(sites)
  console.log(`${String(sites).padStart(5)}  ${String(packetsOut).padStart(13)}  ${mbitIn.toFixed(1).padStart(9)}  ${mbitOut.toFixed(1).padStart(10)}  ${`${siteMbitDown.toFixed(1)} / ${siteMbitUp.toFixed(1)}`.padStart(16)}  ${(1 / coresFor(packetsOut)).toFixed(1).padStart(15)}`)
}
console.log('\nwhere     rooms at once: model mean, p99   simulated mean, p99, most   media cores: model p99, simulated p99   Mbit/s out p99')
for (const [name, demand] of Object.entries(demands)) {
  const told = roomsAtOnce(demand)
  const seen = simulate(demand, Number(values.days), new Random(values.seed))
  const outPerPacket = demand.sites.reduce((sum, { count, share }) => sum + share * roomLoad(count).mbitOut, 0) / meanRoom(demand)
  console.log([
    name.padEnd(9), `${told.mean.toFixed(1)}, ${told.p99}`.padStart(32), `${seen.rooms.mean.toFixed(1)}, ${seen.rooms.p99}, ${seen.rooms.most}`.padStart(27),
    `${coresFor(told.p99 * meanRoom(demand)).toFixed(1)}, ${coresFor(seen.packets.p99).toFixed(1)}`.padStart(39), (seen.packets.p99 * outPerPacket).toFixed(0).padStart(16),
  ].join(' '))
}
