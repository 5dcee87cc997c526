import { describe, expect, it } from 'vitest'
import { readConfig, SettingError } from '../../src/kernel/config.ts'

const secret = 'a secret of at least 32 characters'
const mail = { SMTP_URL: 'smtp://127.0.0.1:25', MAIL_FROM: 'desk@example.edu.cn' }

describe('a wrong setting is named in one sentence, with what would be right:', () => {
  it.each<[Record<string, string>, RegExp]>([
    [{ PORT: 'eighty' }, /^PORT must be a number from 1 to 65535$/],
    [{ PORT: '0' }, /^PORT must be a number from 1 to 65535$/],
    [{ PORT: '70000' }, /^PORT must be a number from 1 to 65535$/],
    [{ HOST: 'a b' }, /^HOST a b must be an address such as 127\.0\.0\.1$/],
    [
      { PUBLIC_URL: 'http://desk.example.edu.cn', ...mail },
      /^PUBLIC_URL http:\/\/desk\.example\.edu\.cn must begin with https:/,
    ],
    [{ PUBLIC_URL: 'desk.example.edu.cn', ...mail }, /^PUBLIC_URL must be an address such as https:/],
    [{ PUBLIC_URL: 'https://desk.example.edu.cn' }, /^SMTP_URL is needed/],
    [{ HOST: '0.0.0.0' }, /^SMTP_URL is needed/],
    [{ ...mail, SMTP_URL: 'mail.example.edu.cn' }, /^SMTP_URL must be an address such as smtp:/],
    [{ SMTP_URL: mail.SMTP_URL }, /^MAIL_FROM is needed/],
    [{ ...mail, MAIL_FROM: 'desk' }, /^MAIL_FROM must be an address such as/],
    [{ ...mail, MAIL_FROM: 'desk@example.edu.cn\r\nBcc: other@example.edu.cn' }, /^MAIL_FROM must be an address/],
    [{ ADMIN_EMAIL: 'head' }, /^ADMIN_EMAIL must be an address such as/],
    [{ SECRET: 'too short' }, /^SECRET must have at least 32 characters$/],
    [{ DATABASE_URL: 'desk.db' }, /^DATABASE_URL must be a file:/],
    ...[
      'files',
      'file:',
      's3:bucket',
      's3:http://store.example.com/papers',
      's3:https://store.example.com',
      's3:https://a:b@store.example.com/papers',
    ].map((place): [Record<string, string>, RegExp] => [
      { DOCUMENTS: place },
      /^DOCUMENTS must be database, file:<directory> or s3:https:\/\/host\/bucket$/,
    ]),
    [
      { DOCUMENTS: 's3:https://store.example.com/papers', S3_KEY_ID: 'k' },
      /^S3_KEY_ID and S3_SECRET are needed beside/,
    ],
    [{ S3_REGION: 'a b' }, /^S3_REGION must be a region such as/],
    [{ CLAMD: '127.0.0.1' }, /^CLAMD must be host:port of clamd/],
  ])('%j', (settings, sentence) => {
    const read = () => readConfig(settings, secret)
    expect(read).toThrow(SettingError)
    expect(read).toThrow(sentence)
  })

  it('and a secret is asked for where none is at hand', () => {
    expect(() => readConfig({})).toThrow(/^SECRET is needed: at least 32 random characters/)
  })
})

it.each([
  [{}, 'http://127.0.0.1:8787', true],
  [{ PORT: '8788' }, 'http://127.0.0.1:8788', true],
  [{ HOST: '::1' }, 'http://[::1]:8787', true],
  [{ HOST: '0.0.0.0', ...mail }, 'http://localhost:8787', false],
  [
    { PUBLIC_URL: 'https://desk.example.edu.cn/', ...mail, MAIL_FROM: '转化台 <desk@example.edu.cn>' },
    'https://desk.example.edu.cn',
    false,
  ],
])('is reached at an address of its own: %j', (settings, publicUrl, localMailbox) => {
  expect(readConfig(settings, secret)).toMatchObject({ publicUrl, localMailbox })
})

it('reads where documents lie and who scans them', () => {
  expect(readConfig({}, secret)).toMatchObject({ documents: 'database', s3: null, clamd: null })
  const opens = { S3_KEY_ID: 'k', S3_SECRET: 's' }
  expect(readConfig({ DOCUMENTS: 's3:https://store.example.com/papers/', ...opens }, secret)).toMatchObject({
    documents: 's3:https://store.example.com/papers',
    s3: { keyId: 'k', secret: 's', region: 'auto' },
  })
  // What opens the bucket stays set for as long as older files lie there.
  expect(readConfig({ DOCUMENTS: 'file:/srv/files', ...opens }, secret).s3).not.toBe(null)
  expect(readConfig({ CLAMD: '[::1]:3310' }, secret).clamd).toEqual({ host: '::1', port: 3310 })
})
