import type { SealQuestion } from './check-apart.ts'
import { verifySeal } from './verify-seal.ts'

process.once('message', (question: SealQuestion) => {
  void verifySeal(question.file, () => Promise.resolve(question.anchors)).then((verdict) => {
    process.send?.(verdict, () => process.disconnect())
  })
})
