" :Cuoci puts what is found in the file, as it was saved, into the quickfix list.
function! s:Cuoci() abort
  let lines = systemlist('cuoci check --quiet --exit-zero --format rdjsonl ' .. shellescape(expand('%')))
  if v:shell_error
    echoerr join(lines, "\n")
    return
  endif
  call map(lines, 'json_decode(v:val)')
  call setqflist(map(lines, {_, d -> {
        \ 'filename': d.location.path,
        \ 'lnum': d.location.range.start.line, 'col': d.location.range.start.column,
        \ 'text': d.code.value .. ' ' .. d.message}}))
  cwindow
endfunction
command! Cuoci call s:Cuoci()
