// node infra/keys/test-turn.ts <keys> <data> <jobs url>: one turn without new keys, as a process that a test may kill.
import { turnKeys } from './turn-keys.ts'

const [keysDirectory = '', dataDirectory = '', jobsUrl = ''] = process.argv.slice(2)
await turnKeys({ keysDirectory, dataDirectory, jobsUrl }, { newKeys: false, now: new Date() })
