import { randomBytes } from 'node:crypto'
import { pairingCode } from '#core/device/device.ts'
import { makeApproveAsk, makeAskPhone, makeCollectAsk, makeFindDevice, makeListStaff, makeLookAtAsk, makeRecordAtDevice, makeWorksAtDevice } from '#core/device/identify.ts'
import { makePairDevice, makePlaceDevice, makeRegisterDevice, makeRenewCode, makeRevokeDevice, makeViewDevices } from '#core/device/keep-devices.ts'
import type { DevicePorts } from '#core/device/ports.ts'
import type { Store } from '#prisma/store.ts'

/** The machines in meeting rooms, and who stands before them. */
export function composeDevices({ store, clock, newId, digest }: Pick<DevicePorts, 'clock' | 'newId' | 'digest'> & { readonly store: Store }) {
  const ports: DevicePorts = {
    atomically: store.atomically, inHospital: store.asOrganization, deviceAtDoor: store.deviceAtDoor, clock, newId, digest,
    newSecret: () => randomBytes(32).toString('base64url'), newCode: () => pairingCode(randomBytes),
  }
  return {
    registerDevice: makeRegisterDevice(ports),
    renewDeviceCode: makeRenewCode(ports),
    revokeDevice: makeRevokeDevice(ports),
    placeDevice: makePlaceDevice({ atomically: store.atomically, clock }),
    viewDevices: makeViewDevices({ atomically: store.read, clock }),
    pairDevice: makePairDevice(ports),
    findDevice: makeFindDevice(ports),
    listStaffOfDevice: makeListStaff(ports),
    askPhone: makeAskPhone(ports),
    lookAtDeviceAsk: makeLookAtAsk(ports),
    approveDeviceAsk: makeApproveAsk(ports),
    collectDeviceAsk: makeCollectAsk(ports),
    worksAtDevice: makeWorksAtDevice(ports),
    recordAtDevice: makeRecordAtDevice(ports),
  }
}
