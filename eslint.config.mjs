import js from '@eslint/js'
import next from '@next/eslint-plugin-next'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'
import house from './eslint-rules/local-api.mjs'

const TYPESCRIPT = ['**/*.ts', '**/*.tsx']

const NODE_GLOBALS = [
  'AbortController',
  'AbortSignal',
  'Buffer',
  'Headers',
  'Request',
  'URL',
  'clearInterval',
  'clearTimeout',
  'console',
  'fetch',
  'module',
  'performance',
  'process',
  'require',
  'setInterval',
  'setTimeout',
]

export default ts.config(
  {
    ignores: [
      '.next/',
      '.data/',
      '.cache/',
      'coverage/',
      'playwright-report/',
      'test-results/',
      'bench-results/',
      'next-env.d.ts',
      'src/payload-types.ts',
      'src/app/(payload)/admin/importMap.js',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])),
    },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
  {
    files: TYPESCRIPT,
    extends: [ts.configs.recommended],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-undef': 'off', // the compiler knows better
      'no-control-regex': 'off', // control characters in input are refused by name
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['src/views/**/*.{ts,tsx}', 'src/app/**/*.{ts,tsx}'],
    plugins: { '@next/next': next },
    extends: [hooks.configs.flat.recommended],
    rules: { ...next.configs.recommended.rules, ...next.configs['core-web-vitals'].rules },
    settings: { next: { rootDir: '.' } },
  },
  {
    // Migrations are written by Payload, which names all arguments and imports types as values.
    files: ['migrations/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: ['hooks/**/*.ts', 'src/services/**/*.ts'],
    plugins: { house },
    rules: { 'house/local-api-req': 'error' },
  },
  {
    files: ['src/views/**/*.{ts,tsx}', 'src/endpoints/**/*.ts', 'src/app/**/*.{ts,tsx}'],
    plugins: { house },
    rules: { 'house/local-api-access': 'error' },
  },
)
