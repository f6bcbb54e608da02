import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'screenshots', 'node_modules'] },
  js.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}'],
    extends: [
      tseslint.configs.strictTypeChecked,
      jsxA11y.flatConfigs.strict,
      reactHooks.configs.flat.recommended,
    ],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // The content security policy forbids markup written as text.
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'write elements, not markup text' },
        { selector: "JSXAttribute[name.name='style']", message: 'write a class in src/styles' },
        { selector: 'JSXText[value=/[A-Za-z]{2}/]', message: 'put the words into src/words' },
        {
          selector: "JSXAttribute[name.name=/^(aria-label|title|alt|placeholder|label|legend|caption|hint)$/] > Literal[value=/[A-Za-z]{2}/]",
          message: 'put the words into src/words',
        },
      ],
    },
  },
  { files: ['*.ts'], extends: [tseslint.configs.recommended] },
  {
    files: ['dev/**/*.mjs', 'e2e/**/*.mjs', 'scripts/**/*.mjs', '*.js', '*.ts'],
    languageOptions: {
      globals: {
        Buffer: 'readonly', console: 'readonly', document: 'readonly', fetch: 'readonly', process: 'readonly',
        setInterval: 'readonly', clearInterval: 'readonly', setTimeout: 'readonly', URL: 'readonly', window: 'readonly',
        getComputedStyle: 'readonly',
      },
    },
  },
);
