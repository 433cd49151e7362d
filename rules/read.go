package rules

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// sharedPack holds what every pack can name.
const sharedPack = "shared"

// maxFile bounds a pack's file.
const maxFile = 8 << 20

// Source is a selection of packs as parsed, with what they name in other
// built-in packs. It can be compiled and shown.
type Source struct {
	selected []*rawPack // shared first, then as asked for
	packs    map[string]*rawPack
	probs    *problems
}

// IsPath reports whether an argument that names a pack names a folder or file
// (./x, ../x, /x) rather than a built-in pack.
func IsPath(arg string) bool {
	return arg == "." || arg == ".." || filepath.IsAbs(arg) ||
		strings.HasPrefix(filepath.ToSlash(arg), "./") || strings.HasPrefix(filepath.ToSlash(arg), "../")
}

// Read parses packs: names of built-in packs, or paths (IsPath) of folders and
// files; nil is all built-in packs. The pack shared is always there. A folder
// or file that holds a pack of a built-in pack's name stands in its place.
// Everything that is wrong with the packs is returned in one error that joins
// PlaceErrors in the order of their places.
func Read(packs []string) (*Source, error) { return read(builtinYAML, packs) }

func read(builtin fs.FS, args []string) (*Source, error) {
	names, err := packNames(builtin)
	if err != nil {
		return nil, err
	}
	if args == nil {
		args = names
	}
	s := &Source{packs: map[string]*rawPack{}, probs: &problems{}}
	for _, arg := range args {
		if IsPath(arg) {
			if err := s.readPath(arg); err != nil {
				return nil, err
			}
		}
	}
	for _, arg := range append([]string{sharedPack}, args...) {
		if IsPath(arg) || s.packs[arg] != nil {
			continue
		}
		if err := checkBuiltin(names, arg); err != nil {
			return nil, err
		}
		if err := s.readBuiltin(builtin, arg); err != nil {
			return nil, err
		}
	}
	s.order(args)
	// What rules name in packs that were not asked for is read as well.
	for done := 0; done < len(s.packs); {
		done = len(s.packs)
		for _, name := range s.mentioned() {
			if s.packs[name] == nil && slices.Contains(names, name) {
				if err := s.readBuiltin(builtin, name); err != nil {
					return nil, err
				}
			}
		}
	}
	if s.probs.broken {
		return nil, s.probs.err()
	}
	s.checkNames()
	if len(s.probs.list) > 0 {
		return nil, s.checkPatterns()
	}
	return s, nil
}

// BuiltinPacks are the names of the built-in packs, sorted, without shared,
// which is always there.
func BuiltinPacks() []string {
	names, err := packNames(builtinYAML)
	if err != nil {
		return nil // the embedded folder can always be read
	}
	return slices.DeleteFunc(names, func(n string) bool { return n == sharedPack })
}

// CheckBuiltin reports names that no built-in pack has.
func CheckBuiltin(packs []string) error {
	names, err := packNames(builtinYAML)
	for _, p := range packs {
		if err == nil {
			err = checkBuiltin(names, p)
		}
	}
	return err
}

func checkBuiltin(names []string, arg string) error {
	if slices.Contains(names, arg) {
		return nil
	}
	return fmt.Errorf("unknown pack %q%s: built-in packs are %s; a folder or file is named by a path such as ./%s",
		arg, DidYouMean(arg, names), strings.Join(names, ", "), path.Base(arg))
}

// order puts shared first, built-in packs as asked for next, and paths last.
func (s *Source) order(args []string) {
	paths := s.selected
	s.selected = nil
	for _, name := range append([]string{sharedPack}, args...) {
		if p := s.packs[name]; p != nil && (p.builtin || name == sharedPack) && !slices.Contains(s.selected, p) {
			s.selected = append(s.selected, p)
		}
	}
	for _, p := range paths {
		if p.name != sharedPack {
			s.selected = append(s.selected, p)
		}
	}
}

// mentioned are the packs that rules name by pack/name, sorted.
func (s *Source) mentioned() []string {
	var out []string
	for _, p := range s.packs {
		for _, r := range p.rules {
			markers, rules := r.refs()
			for _, ref := range slices.Concat(markers, rules, r.absorbs) {
				if pack, _, ok := strings.Cut(ref.name, "/"); ok {
					out = append(out, pack)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// packNames are the folders of the built-in packs, shared among them.
func packNames(builtin fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(builtin, ".")
	if err != nil {
		return nil, fmt.Errorf("built-in packs: %w", err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != cardFolder {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

func (s *Source) readBuiltin(builtin fs.FS, name string) error {
	files, err := fs.Glob(builtin, name+"/*.yaml")
	if err != nil {
		return fmt.Errorf("built-in pack %q: %w", name, err)
	}
	p := &rawPack{builtin: true}
	for _, f := range files {
		data, err := fs.ReadFile(builtin, f)
		if err != nil {
			return fmt.Errorf("built-in pack %q: %w", name, err)
		}
		parseFile(s.probs, p, "rules/"+f, data)
	}
	if p.name != "" && p.name != name {
		s.probs.add(p.at, "pack %q lies in the folder of the built-in pack %q", p.name, name)
	}
	s.packs[name] = p
	return nil
}

// readPath parses the pack in a folder or file.
func (s *Source) readPath(arg string) error {
	info, err := os.Stat(arg)
	if err != nil {
		return unread("pack", err)
	}
	files := []string{filepath.Clean(arg)}
	if info.IsDir() {
		if files, err = yamlFiles("pack", arg); err != nil {
			return err
		}
	}
	p := &rawPack{}
	for _, f := range files {
		data, err := readLimited(f)
		if err != nil {
			return unread("pack", err)
		}
		parseFile(s.probs, p, f, data)
	}
	if p.name == "" {
		return nil // reported by parseFile
	}
	if old := s.packs[p.name]; old != nil {
		s.probs.add(p.at, "pack %q is read already from %s", p.name, old.at.path)
		return nil
	}
	s.packs[p.name] = p
	s.selected = append(s.selected, p)
	return nil
}

// yamlFiles are the YAML files of a folder, sorted, without its subfolders; what
// names what they make up, for errors.
func yamlFiles(what, dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, unread(what, err)
	}
	var files []string
	for _, e := range entries {
		if ext := filepath.Ext(e.Name()); !e.IsDir() && (ext == ".yaml" || ext == ".yml") {
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	if files == nil {
		return nil, fmt.Errorf("%s: no .yaml file in the folder %q", what, dir)
	}
	return files, nil
}

// unread is the error of a file or folder that could not be read; what names what it
// is a part of.
func unread(what string, err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return &unreadError{what, p}
	}
	return fmt.Errorf("%s: %w", what, err)
}

// unreadError does not say which system call failed, which helps nobody.
type unreadError struct {
	what string
	err  *fs.PathError
}

func (e *unreadError) Error() string { return fmt.Sprintf("%s: %s: %v", e.what, e.err.Path, e.err.Err) }
func (e *unreadError) Unwrap() error { return e.err }

func readLimited(name string) (data []byte, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	data, err = io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("%s: larger than %d MiB", name, maxFile>>20)
	}
	return data, err
}
