import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { readEnv } from './env.ts'
import { seedDemo } from './seed-demo.ts'

await seedDemo({ ...readEnv(), now: new Date(), composeBundle: composeSnapshotBundle })
