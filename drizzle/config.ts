import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'turso',
  schema: './src/*/table.ts',
  out: './drizzle',
  casing: 'snake_case',
  dbCredentials: { url: 'file:unused.db' },
})
