import { expect, test } from 'vitest'
import { fenceRules, turnConfiguration, type TurnRules } from './turn-rules.ts'

const rules: TurnRules = {
  secret: 'a-secret-of-some-length', listen: '0.0.0.0', port: 34_780, tlsPort: 34_790, relayPorts: [50_000, 50_999],
  sfu: '10.1.2.3', sfuPorts: [40_000, 40_001], certificate: undefined, user: 'turnserver',
}

test('every peer is denied but the SFU, of either family', () => {
  const lines = turnConfiguration(rules).split('\n')
  expect(lines.filter((line) => line.includes('peer-ip'))).toEqual([
    'denied-peer-ip=0.0.0.0-255.255.255.255',
    'denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    'allowed-peer-ip=10.1.2.3',
  ])
  expect(lines).not.toContain('allow-loopback-peers')
  expect(turnConfiguration({ ...rules, sfu: '127.0.0.1' })).toContain('allow-loopback-peers')
  expect(() => turnConfiguration({ ...rules, sfu: 'sfu.example' })).toThrow('IPv4')
})

test('the fence lets relay ports reach the media ports and nothing else', () => {
  expect(fenceRules(rules)).toContain('udp sport 50000-50999 ip daddr 10.1.2.3 udp dport 40000-40001 accept')
  expect(fenceRules(rules)).toContain('udp sport 50000-50999 counter drop')
})
