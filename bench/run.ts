// First of all: it changes how the native client is loaded.
import './planes/one-cipher.ts'
import { parseArgs } from 'node:util'
import { presentWorker } from '#infra/media-worker/locate.mjs'
import { installedChromium, installedPrintBrowser } from '#infra/setup/system-packages.mjs'
import { atRestBench } from './at-rest.ts'
import type { Bench } from './bench.ts'
import { calendarBench } from './calendar.ts'
import { failoverBench } from './failover.ts'
import { fhirBench } from './fhir.ts'
import { imagesBench } from './images.ts'
import { joinBench } from './join.ts'
import { pagesBench } from './pages.ts'
import { pdfBench } from './pdf.ts'
import { describeMachine, presentTable, saveReport } from './report.ts'
import { sealBench } from './seal.ts'
import { searchBench } from './search.ts'
import { sfuBench } from './sfu.ts'
import { socketBench } from './socket.ts'

/**
 * `npm run bench` measures all of these, `npm run bench -- NAME…` some; `--busy` also counts rounds that others disturbed, `--soak` adds
 * what takes minutes, `--load NAME` takes these loads alone (`10 viewers`, `5x5`), `--share 0.1` fills a tenth of the country,
 * `sfu --against FILE` compares the media worker with another build of it, round by round.
 */
const benches: readonly Bench[] = [sfuBench, socketBench, joinBench, failoverBench, pdfBench, sealBench, atRestBench, searchBench, calendarBench, fhirBench, pagesBench, imagesBench]

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '7' }, busy: { type: 'boolean', default: false }, soak: { type: 'boolean', default: false },
    load: { type: 'string', multiple: true, default: [] }, share: { type: 'string', default: '1' }, against: { type: 'string', multiple: true, default: [] },
    origin: { type: 'string', default: 'http://localhost:3000' },
  },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name))
const workerBin = presentWorker()
if (unknown.length > 0) {
  stop(`no such measurement: ${unknown.join(', ')}; there are: ${benches.map(({ name }) => name).join(', ')}`)
} else if (!workerBin) {
  stop('the media worker is missing: `npm start` builds it')
} else {
  const { cpu, cores, memoryGiB, kernel, node, mediasoup, commit } = describeMachine()
  console.log(`${cpu}, ${cores} cores, ${memoryGiB} GiB, Linux ${kernel}, Node ${node}, mediasoup ${mediasoup}, commit ${commit}`)
  for (const bench of benches) {
    if (positionals.length > 0 && !positionals.includes(bench.name)) continue
    console.log(`\n${bench.name}: ${bench.purpose}`)
    const result = await bench.run({ workerBin, rounds: Number(values.rounds), evenBusy: values.busy, soak: values.soak, loads: values.load, against: values.against, share: Number(values.share), origin: values.origin, chromium: installedChromium(), printBrowser: installedPrintBrowser() })
    console.log(presentTable(result))
    if (values.busy) console.log('Counted with --busy: not to be compared with other runs.')
    console.log(`written to ${saveReport(bench.name, new Date(), result)}`)
  }
  // The native WebRTC library keeps threads of its own.
  process.exit(0)
}

function stop(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}
