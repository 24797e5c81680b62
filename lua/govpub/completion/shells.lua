--[[
What each shell runs once: it asks `govpub completion --words` at every Tab, so that a register which was added or
changed is known at once.

  shells.bash, shells.zsh, shells.fish   text
--]]
local shells = {}

-- bash parts words at = : @ as well: what stands together on the line is put together again
shells.bash = [==[
# bash completion for govpub: source <(govpub completion bash)
_govpub() {
	local rest=$COMP_LINE word words=() n=0 i line cur kind= head=
	local special=$'[] "\'()<>|&;$*?`\\\\!{}[~#]' inside=$'["\'$`\\\\!]' # of words of an office, which are no commands
	for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
		word=${COMP_WORDS[i]}
		if [[ $i == 0 || -z $word || $rest == [[:blank:]]* || $rest != *"$word"* ]]; then
			words+=("$word")
		else
			words[-1]+=$word
		fi
		[[ -n $word ]] && rest=${rest#*"$word"}
		[[ $i == "$COMP_CWORD" ]] && n=$((${#words[@]} - 1))
	done
	cur=${words[n]}
	for i in "${!words[@]}"; do
		words[i]=${words[i]#[\"\']}
		((i != n)) && words[i]=${words[i]%[\"\']}
	done
	[[ $cur == [\"\']* ]] || head=${cur%"${cur##*[=:@]}"}
	COMPREPLY=()
	while IFS= read -r line; do
		word=${line%%$'\t'*}
		if [[ -z $word ]]; then
			kind=${line#*$'\t'}
			continue
		fi
		[[ $word == *[=:@] ]] && compopt -o nospace 2>/dev/null
		word=${word#"$head"}
		if [[ $cur == [\"\']* ]]; then
			[[ $word == *$inside* ]] && continue
		elif [[ $word == *$special* ]]; then
			printf -v word %q "$word"
		fi
		COMPREPLY+=("$word")
	done < <("${COMP_WORDS[0]}" completion --words "$n" -- "${words[@]:1}" 2>/dev/null)
	if [[ -n $kind && ${#COMPREPLY[@]} == 0 ]]; then
		[[ $kind == files ]] && compopt -o default 2>/dev/null
		[[ $kind == folders ]] && compopt -o dirnames 2>/dev/null
	fi
	return 0
}
complete -F _govpub govpub
]==]

shells.zsh = [==[
#compdef govpub
# zsh completion for govpub: source <(govpub completion zsh)
_govpub() {
	local line word about kind=
	local -a whole whole_about part part_about given=("${(@Q)words[2,-1]}")
	given[CURRENT-1]=${given[CURRENT-1]#[\"\']} # a quote that is still open
	while IFS= read -r line; do
		word=${line%%$'\t'*}
		about=${line#*$'\t'}
		if [[ -z $word ]]; then
			kind=$about
		elif [[ $word == *[=:@] ]]; then
			part+=("$word")
			part_about+=("$word  $about")
		else
			whole+=("$word")
			whole_about+=("$word  $about")
		fi
	done < <("${words[1]}" completion --words $((CURRENT - 1)) -- "${given[@]}" 2>/dev/null)
	(( ${#whole} )) && compadd -l -d whole_about -a whole
	(( ${#part} )) && compadd -l -S '' -d part_about -a part
	if [[ $kind == files ]]; then
		compset -P '*=@' || compset -P '*='
		_files
	elif [[ $kind == folders ]]; then
		_files -/
	fi
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
	_govpub "$@"
else
	compdef _govpub govpub
fi
]==]

shells.fish = [==[
# fish completion for govpub: govpub completion fish | source
function __govpub_words
	set -l words (commandline -opc)
	set -l current (commandline -ct | string replace -r '^["\']' '') # a quote that is still open
	for line in ($words[1] completion --words (count $words) -- $words[2..-1] $current 2>/dev/null)
		switch $line
			case \t'files'
				set -l before (string match -r '^.*=@?' -- $current)
				for path in (__fish_complete_path (string replace -r '^.*=@?' '' -- $current))
					echo "$before$path"
				end
			case \t'folders'
				__fish_complete_directories $current
			case '*'
				echo $line
		end
	end
end
complete -c govpub -f -a '(__govpub_words)'
]==]

return shells
