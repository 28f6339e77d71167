import type { CasePorts } from '#core/case/ports.ts'
import { makeAmendMinutes } from '#core/minutes/amend-minutes.ts'
import { makeDelegateSignature, makeListStandIns, makeWithdrawDelegation } from '#core/minutes/delegate-signature.ts'
import { makeKeepFrame, makeListFrames, makeOpenFrame } from '#core/minutes/keep-frame.ts'
import { makeRemoveTemplate, makeSaveTemplate, makeViewTemplates } from '#core/minutes/keep-templates.ts'
import { makeAddRemark, makeListRemarks, makeSettleRemark } from '#core/minutes/remark-on-minutes.ts'
import { makeRemindNow, makeViewWaiting } from '#core/minutes/view-waiting.ts'
import type { Store } from '#prisma/store.ts'

/** What stands around the minutes: remarks and frames, templates, addenda, who signs for whom, and what waits for a hand. */
export function composeMinutesOffice({ store, clock, newId }: Pick<CasePorts, 'clock' | 'newId'> & { readonly store: Store }) {
  const ports = { atomically: store.atomically, clock, newId }
  return {
    amendMinutes: makeAmendMinutes(ports),
    viewWaiting: makeViewWaiting({ read: store.read, clock }),
    remindNow: makeRemindNow(ports),
    viewTemplates: makeViewTemplates(ports),
    saveTemplate: makeSaveTemplate(ports),
    removeTemplate: makeRemoveTemplate(ports),
    addRemark: makeAddRemark(ports),
    settleRemark: makeSettleRemark(ports),
    listRemarks: makeListRemarks(ports),
    keepFrame: makeKeepFrame(ports),
    listFrames: makeListFrames(ports),
    openFrame: makeOpenFrame(ports),
    delegateSignature: makeDelegateSignature(ports),
    withdrawDelegation: makeWithdrawDelegation(ports),
    listStandIns: makeListStandIns(ports),
  }
}
